// Lines are kept before they are sent, and tonight's people are carried along. Every page works without this script.
const day = 864e5, lasts = 14 * day, idle = 9e5;
const words = document.getElementById('words').dataset;
const say = (key, value) => words[key].replace(/{\w+}/, value);
const $ = id => document.getElementById(id);
const make = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text ?? '' }, more);
const shell = $('carried'), page = document.documentElement, at = location.pathname;
const form = () => document.querySelector('form[action="/lines"]');
