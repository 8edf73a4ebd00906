#include "pages.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Each file in two lines: its bytes, and below, its name.
static const unsigned char layout[] = {
#embed "pages/layout.mustache"
};
static const unsigned char page[] = {
#embed "pages/_page.mustache"
};
static const unsigned char brief[] = {
#embed "pages/brief.mustache"
};
static const unsigned char line_field[] = {
#embed "pages/_line.mustache"
};
static const unsigned char tonight[] = {
#embed "pages/tonight.mustache"
};
static const unsigned char people[] = {
#embed "pages/people.mustache"
};
static const unsigned char why[] = {
#embed "pages/why.mustache"
};
static const unsigned char line_page[] = {
#embed "pages/line.mustache"
};
static const unsigned char event_page[] = {
#embed "pages/event.mustache"
};
static const unsigned char search_page[] = {
#embed "pages/search.mustache"
};
static const unsigned char new_person[] = {
#embed "pages/new.mustache"
};
static const unsigned char who[] = {
#embed "pages/who.mustache"
};
static const unsigned char refused[] = {
#embed "pages/refused.mustache"
};
static const unsigned char adminTabs[] = {
#embed "pages/_admin.mustache"
};
static const unsigned char workPart[] = {
#embed "pages/_work.mustache"
};
static const unsigned char followPart[] = {
#embed "pages/_follow.mustache"
};
static const unsigned char problemsPart[] = {
#embed "pages/_problems.mustache"
};
static const unsigned char admin[] = {
#embed "pages/admin.mustache"
};
static const unsigned char works[] = {
#embed "pages/works.mustache"
};
static const unsigned char rehearsal[] = {
#embed "pages/rehearsal.mustache"
};
static const unsigned char compared[] = {
#embed "pages/compared.mustache"
};
static const unsigned char vocabulary[] = {
#embed "pages/vocabulary.mustache"
};
static const unsigned char kind[] = {
#embed "pages/kind.mustache"
};
static const unsigned char part[] = {
#embed "pages/part.mustache"
};
static const unsigned char draft[] = {
#embed "pages/draft.mustache"
};
static const unsigned char verify[] = {
#embed "pages/verify.mustache"
};
static const unsigned char keys[] = {
#embed "pages/keys.mustache"
};
static const unsigned char backups[] = {
#embed "pages/backups.mustache"
};
static const unsigned char research[] = {
#embed "pages/research.mustache"
};
static const unsigned char followScript[] = {
#embed "pages/follow.js"
};
static const unsigned char style[] = {
#embed "pages/app.css"
};
static const unsigned char bar[] = {
#embed "pages/_bar.mustache"
};
static const unsigned char words[] = {
#embed "pages/_words.mustache"
};
static const unsigned char offline[] = {
#embed "pages/offline.mustache"
};
static const unsigned char script[] = {
#embed "pages/app/store.js"
,
#embed "pages/app/words.js"
,
#embed "pages/app/line.js"
,
#embed "pages/app/outbox.js"
,
#embed "pages/app/shown.js"
,
#embed "pages/app/carry.js"
,
#embed "pages/app/door.js"
,
#embed "pages/app/begin.js"
};
static const unsigned char worker[] = {
#embed "pages/sw.js"
};
static const unsigned char manifest[] = {
#embed "pages/app.webmanifest"
};
static const unsigned char icon[] = {
#embed "pages/icon.svg"
};
static const unsigned char icon_small[] = {
#embed "pages/icon-192.png"
};
static const unsigned char icon_large[] = {
#embed "pages/icon-512.png"
};
static const unsigned char person[] = {
#embed "pages/_person.mustache"
};
static const unsigned char path[] = {
#embed "pages/_path.mustache"
};
static const unsigned char trust[] = {
#embed "pages/trust.mustache"
};
static const unsigned char story[] = {
#embed "pages/story.mustache"
};
static const unsigned char history[] = {
#embed "pages/history.mustache"
};
static const unsigned char pictures[] = {
#embed "pages/pictures.css"
};
static const unsigned char sign_in[] = {
#embed "pages/sign-in.mustache"
};
static const unsigned char invited[] = {
#embed "pages/invited.mustache"
};
static const unsigned char unlock[] = {
#embed "pages/unlock.mustache"
};
static const unsigned char me[] = {
#embed "pages/me.mustache"
};
static const unsigned char roles[] = {
#embed "pages/_roles.mustache"
};
static const unsigned char known[] = {
#embed "pages/_known.mustache"
};
static const unsigned char admin_people[] = {
#embed "pages/admin-people.mustache"
};
static const unsigned char admin_invitation[] = {
#embed "pages/admin-invitation.mustache"
};
static const unsigned char admin_person[] = {
#embed "pages/admin-person.mustache"
};
static const unsigned char offline_script[] = {
#embed "pages/offline.js"
};
static const unsigned char promises[] = {
#embed "pages/promises.mustache"
};
static const unsigned char people_lists[] = {
#embed "pages/_people.mustache"
};
static const unsigned char overview[] = {
#embed "pages/overview.mustache"
};
static const unsigned char faces[] = {
#embed "pages/faces.mustache"
};
static const unsigned char own[] = {
#embed "pages/own.mustache"
};
static const unsigned char own_line[] = {
#embed "pages/own_line.mustache"
};
static const unsigned char own_erase[] = {
#embed "pages/own_erase.mustache"
};
static const unsigned char stops[] = {
#embed "pages/stops.mustache"
};
static const unsigned char reach[] = {
#embed "pages/reach.mustache"
};
static const unsigned char periods[] = {
#embed "pages/_periods.mustache"
};
static const unsigned char period[] = {
#embed "pages/_period.mustache"
};

static const unsigned char releases_page[] = {
#embed "pages/releases.mustache"
};
static const unsigned char release_page[] = {
#embed "pages/release.mustache"
};
static const unsigned char policy_page[] = {
#embed "pages/policy.mustache"
};
static const unsigned char replay_script[] = {
#embed "pages/replay.js"
};
static const unsigned char machines_page[] = {
#embed "pages/machines.mustache"
};
static const unsigned char machine_page[] = {
#embed "pages/machine.mustache"
};
static const unsigned char admit_page[] = {
#embed "pages/admit.mustache"
};
static const unsigned char admitted_page[] = {
#embed "pages/admitted.mustache"
};
static const unsigned char move_page[] = {
#embed "pages/move.mustache"
};
#define FILE(name, bytes) {name, bytes, sizeof bytes}
static const struct page_file files[] = {
    FILE("layout.mustache", layout),
    FILE("_page.mustache", page),
    FILE("brief.mustache", brief),
    FILE("_line.mustache", line_field),
    FILE("tonight.mustache", tonight),
    FILE("people.mustache", people),
    FILE("why.mustache", why),
    FILE("line.mustache", line_page),
    FILE("event.mustache", event_page),
    FILE("search.mustache", search_page),
    FILE("new.mustache", new_person),
    FILE("who.mustache", who),
    FILE("refused.mustache", refused),
    FILE("_admin.mustache", adminTabs),
    FILE("_work.mustache", workPart),
    FILE("_follow.mustache", followPart),
    FILE("_problems.mustache", problemsPart),
    FILE("admin.mustache", admin),
    FILE("works.mustache", works),
    FILE("rehearsal.mustache", rehearsal),
    FILE("compared.mustache", compared),
    FILE("vocabulary.mustache", vocabulary),
    FILE("kind.mustache", kind),
    FILE("part.mustache", part),
    FILE("draft.mustache", draft),
    FILE("verify.mustache", verify),
    FILE("keys.mustache", keys),
    FILE("backups.mustache", backups),
    FILE("research.mustache", research),
    FILE("follow.js", followScript),
    FILE("app.css", style),
    FILE("_bar.mustache", bar),
    FILE("_words.mustache", words),
    FILE("offline.mustache", offline),
    FILE("app.js", script),
    FILE("sw.js", worker),
    FILE("app.webmanifest", manifest),
    FILE("icon.svg", icon),
    FILE("icon-192.png", icon_small),
    FILE("icon-512.png", icon_large),
    FILE("_person.mustache", person),
    FILE("_path.mustache", path),
    FILE("trust.mustache", trust),
    FILE("story.mustache", story),
    FILE("history.mustache", history),
    FILE("pictures.css", pictures),
    FILE("sign-in.mustache", sign_in),
    FILE("invited.mustache", invited),
    FILE("unlock.mustache", unlock),
    FILE("me.mustache", me),
    FILE("_roles.mustache", roles),
    FILE("_known.mustache", known),
    FILE("admin-people.mustache", admin_people),
    FILE("admin-invitation.mustache", admin_invitation),
    FILE("admin-person.mustache", admin_person),
    FILE("offline.js", offline_script),
    FILE("promises.mustache", promises),
    FILE("_people.mustache", people_lists),
    FILE("overview.mustache", overview),
    FILE("faces.mustache", faces),
    FILE("own.mustache", own),
    FILE("own_line.mustache", own_line),
    FILE("own_erase.mustache", own_erase),
    FILE("stops.mustache", stops),
    FILE("reach.mustache", reach),
    FILE("_periods.mustache", periods),
    FILE("_period.mustache", period),
    FILE("releases.mustache", releases_page),
    FILE("release.mustache", release_page),
    FILE("policy.mustache", policy_page),
    FILE("replay.js", replay_script),
    FILE("machines.mustache", machines_page),
    FILE("machine.mustache", machine_page),
    FILE("admit.mustache", admit_page),
    FILE("admitted.mustache", admitted_page),
    FILE("move.mustache", move_page),
};

const size_t page_file_count = sizeof files / sizeof files[0];
struct page_file page_file(size_t index) { return files[index]; }
