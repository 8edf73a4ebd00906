// What needs a script: lines that are kept before they are sent. Every page works without.
'use strict';
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js');
