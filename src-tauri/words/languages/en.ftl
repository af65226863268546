# English. The language of which every message exists.
#
# Written in Fluent (https://projectfluent.org/fluent/guide/). A line that begins with # is for translators. What stands
# in braces with a dollar sign is filled in; its name must stay as it is.

## The language about itself

# What those who speak it call it.
language-name = English

## What the window's page says
##
## A number is written and counted as the language does; a year is a text.

# By whose customs dates and numbers are written: a language with its country.
page-locale = en-GB

page-time-zone = Times in { $zone }
page-now-viewers = { $count ->
    [one] { $count } viewer
   *[other] { $count } viewers
}
page-week-of-year = Week { $week }, { $year }

## Secrets: how they are spoken of

# Above a field.
secret-title = { $secret ->
   *[token] API token
    [app-secret] App secret (may publish)
    [agent-key] Agent key
    [api-key] API key
}
# Within a sentence. A language may give it the cases it needs as attributes.
secret-name = { $secret ->
   *[token] token
    [app-secret] app secret
    [agent-key] agent key
    [api-key] API key
}
# Where it is made.
secret-from = { $secret ->
   *[token] the API dashboard
    [app-secret] the settings of the Relay server
    [agent-key] the terminal of Shuriken
    [api-key] your account at Vera
}
secret-empty = The { secret-name } is empty. Paste it from { secret-from }.
secret-not-header-safe = The { secret-name } contains a line break or a character that none has. Copy it once more.
secret-too-long = The { secret-name } is longer than any can be. Copy it once more.

## What went wrong with a server: what happened, and what to do

fault-token-refused = The server refused the { secret-name }. Paste a new one from { secret-from }.
fault-account-blocked = The server blocked this account. Ask its operators, then paste a new { secret-name }.
fault-past-due = The account is past due or suspended. Settle that with the service, then try again.
fault-token-dropped = The { secret-name } did not reach the server. Check whether a proxy removes the Authorization header.
fault-ticket-refused = The server refused the ticket for this connection. Swarmbell fetches another one.
fault-not-found = The event service was not found at this address. Check the address, or look for an update of Swarmbell.
fault-needs-token = The server tells this only with your { secret-name }. Paste it from { secret-from }.
fault-not-offered = The server does not offer this.
fault-bad-question = The server cannot look for this. Change it and try again.
fault-app-unknown = The server does not know this app. Check the app's key and id, then connect again.
fault-needs-app-id = The server tells this only of an app. Enter the app's id.
fault-closed-for-good = The server refused this connection (code { $code }). Ask its operators, then connect again.
fault-channel-refused = The server refused a channel. Check its name and who authorises it.
fault-needs-authoriser = A private channel needs somebody who authorises it. Enter who does, or remove the channel.
fault-authoriser-refused = The address that authorises channels refused this one. Ask who runs it to let you in, or remove the channel.
fault-authoriser-failed = The address that authorises channels gave no usable answer. Check that address; Swarmbell keeps trying.
fault-stream-refused = The { secret-name } does not open { $stream }. Make one with the scope for it, then paste that.
fault-key-wanted-elsewhere = The server wanted the { secret-name } sent to another server, which was not done. Ask its operators.
fault-unsafe-address = The server named an address that is not safe to connect to. Ask its operators.
fault-too-many-connections = All { $limit } connections of this { secret-name } are in use. Close Swarmbell on another device.
fault-too-much-wanted = The server takes { $limit } subscriptions at most. Remove some to hear of the others.
fault-too-much-missed = More was missed than Swarmbell asks for. The rest is on the pages of the service.
fault-rate-limited = The server asked for a pause. Swarmbell tries again in { $seconds } s.
fault-server-error = The server has a problem (error { $status }). Swarmbell keeps trying.
fault-withdrawn = The server has withdrawn what Swarmbell speaks. Look for an update; Swarmbell keeps trying.
fault-refused = The server answered with an unexpected refusal ({ $status }). Swarmbell keeps trying.
fault-unreadable = The server's answer could not be read. Swarmbell keeps trying.
fault-sign-in-page = A web page answered instead of the server. Check the address, and with a browser whether this network asks for a sign-in first.
fault-closed = The server closed the connection. Swarmbell connects again.
fault-silent = The connection went silent. Swarmbell connects again.
fault-timed-out = The server did not answer in time. Swarmbell keeps trying.
fault-no-address = No network, or the server's name is unknown. Swarmbell keeps trying.
fault-unreachable = The server cannot be reached. Swarmbell keeps trying.
fault-tls = No secure connection could be made. Check the clock and the network's sign-in page.

## Addresses that cannot be used

web-invalid = This is not a web address.
web-not-https = Only https links are opened.
web-user-info = Links with a user name in them are not opened.
web-too-long = This link is too long to be opened.
origin-invalid = Give the server as https://host, with nothing behind it.
origin-cleartext = A server elsewhere must be reached by https; http is for this machine only.

## Times and numbers

weekday-short = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
# A day of another week: Fri 27 Nov.
date-day = { weekday-short } { $day } { month-short }
date-year = { $day } { month-short } { $year }
date-time = { weekday-short } { $day } { month-short } { $time }
date-year-time = { weekday-short } { $day } { month-short } { $year } { $time }
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
until = until { $time }
without-an-end = without an end
quiet-always = all day, every day
number-decimal-sign = .
number-thousands = { $number }K
number-millions = { $number }M
number-billions = { $number }B
and-more = { $some } and { $more } more

## Kinds of events

kind = { $kind ->
    [streamOnline] Stream goes live
    [secretneuroaccountOnline] Secret account goes live
    [streamRaidIncoming] Raid arrives
    [streamRaidOutgoing] Raid leaves for another channel
    [scheduleUpdate] Schedule changes
    [reminder] Reminder before a stream
    [streamUpdate] Title or category changes
    [streamOffline] Stream ends
    [subathonUpdate] Subathon news
    [subathonGoalUpdate] Subathon goal reached
    [blogFeedUpdate] New blog entry
    [xFeedNewEntries] New post on X
   *[other] { $kind }
}

## What rings say: streams

live-now = { $who } is live
live-since = { $who } is live since { $time }
live-back = { $who } is back online
live-late = { $length } late
live-early = { $length } early
live-secret = The secret account is live
live-changed = The stream changed
live-ended = The stream has ended
live-missed = You missed a stream
raid-incoming = { $name } raids the stream
raid-outgoing = The stream raids { $name }
raid-party = { $count ->
    [one] with { $count } viewer
   *[other] with { $count } viewers
}

## What rings say: the schedule

plan-unnamed = A stream
plan-updated = The schedule of week { $week } was updated
plan-changed = The schedule of week { $week } changed
plan-next = Next: { $name } · { $day } { $time }
plan-starts-now = { $name } starts now
plan-starts-in = { $name } starts in { $length }
plan-at = At { $time }
plan-day-at = { $day } at { $time }
# What changed, told shortly; $which is a day, or a day with the name of a stream.
change-removed = { $which } removed
change-off = { $day } is off
change-off-now = { $which } is off now
change-canceled = { $which } canceled
change-added = { $name } added on { $day } { $time }
change-added-tbd = { $name } (TBD) added on { $day }
change-moved-day = { $name } moved from { $from } to { $to } { $time }
change-moved = { $which } moved to { $time }
change-on-again = { $which } is on again at { $time }
change-undecided = { $which } is to be decided
change-uncertain = { $which } is uncertain
change-settled = { $which } is set for { $time }
change-day = { $day } changed
change-day-at = { $day } changed at { $time }
change-text = { $day }: { $new }
change-text-at = { $day }: { $new } at { $time }
change-instead = { $day }: { $new } instead of { $old }
change-instead-at = { $day }: { $new } instead of { $old } at { $time }

## What rings say: news

subathon-begins = A subathon begins { $when }
subathon-begun = The subathon has begun
subathon-ended = The subathon has ended
subathon-news = Subathon news
subathon-subs = { $subs } subs
subathon-next-goal = next goal { $number }
subathon-next-goal-named = next goal { $number }: { $name }
goal-done = Goal done: { $number } subs
goal-reached = Goal reached: { $number } subs
goal-changed = Goal changed: { $number } subs
article-new = New article
article-new-titled = New article: { $title }
article-changed = Article changed
article-changed-titled = Article changed: { $title }
by-author = by { $author }
post-own = { $user } posted
post-reply = { $user } replied
post-shared = { $user } shared a post
story-untitled = A news story
story-relevance = { $relevance ->
    [low] low relevance
    [moderate] moderate relevance
   *[high] high relevance
}

## What rings say: trade

trade-called = { $token } was called
trade-called-times = { $token } was called { $count } times
trade-market-cap = market cap ${ $cap }
trade-somebody = Somebody
# Of an unknown platform it says nothing.
trade-place = { $platform ->
    [discord] on Discord
    [telegram] on Telegram
    [x] on X
    [trade] by a trade
   *[unknown] { "" }
}
trade-wrote = { $platform ->
    [discord] { $author } wrote on Discord
    [telegram] { $author } wrote on Telegram
    [x] { $author } wrote on X
    [trade] { $author } wrote by a trade
   *[unknown] { $author } wrote
}
trade-bought = { $token } bought
trade-bought-for = { $token } bought for ${ $usd }
trade-sold = { $token } sold
trade-sold-for = { $token } sold for ${ $usd }
trade-each = ${ $price } each
task-moved-on = Your { $kind } moved on
task-named = Task { $id }

## Rings: buttons, tests, many at once

button-watch = Watch
button-watch-recording = Watch it
button-watch-missed = Watch the stream
button-read = Read
button-read-at = Read { $host }
button-open = Open
button-open-at = Open { $host }
button-snooze = Snooze { $length }
ring-test-title = This is how Swarmbell rings
ring-test-body = A click on a real ring opens the stream.
ring-stays-title = Swarmbell is still there
ring-stays-in-tray = It goes on listening. To quit it, use the menu of its icon.
ring-stays-unseen = It goes on listening without an icon. Start it again to see its window; “swarmbell quit” ends it.
ring-more-happened = { $count ->
    [one] { $count } more thing happened
   *[other] { $count } more things happened
}
ring-away = While you were away
tally-streams = { $count ->
    [one] { $count } stream
   *[other] { $count } streams
}
tally-raids = { $count ->
    [one] { $count } raid
   *[other] { $count } raids
}
tally-reminders = { $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
}
tally-schedule-changes = { $count ->
    [one] { $count } schedule change
   *[other] { $count } schedule changes
}
tally-subathon-news = { $count ->
    [one] { $count } piece of subathon news
   *[other] { $count } pieces of subathon news
}
tally-goals = { $count ->
    [one] { $count } subathon goal
   *[other] { $count } subathon goals
}
tally-articles = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
tally-posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
tally-stories = { $count ->
    [one] { $count } story
   *[other] { $count } stories
}
tally-stream-changes = { $count ->
    [one] { $count } change of the stream
   *[other] { $count } changes of the stream
}
tally-stream-ends = { $count ->
    [one] { $count } end of a stream
   *[other] { $count } ends of streams
}
tally-other = { $count } { $name }

## What became of an event

verdict-rang = rang
verdict-rang-back = rang without a sound (back online)
verdict-grouped = grouped
verdict-superseded = not told: it changed again
verdict-by-number = told by its number
verdict-undelivered = not delivered
verdict-silenced = silenced ({ $reason })
silenced-before = known before
silenced-switched-off = switched off
silenced-other-week = another week
silenced-nothing-ahead = nothing ahead changed
silenced-only = none of your keywords
silenced-never = never: { $phrase }
silenced-paused = paused
silenced-quiet-hours = quiet hours
silenced-hushed = do not disturb

## The tray

tray-good-to-know = Good to know…
tray-open-stream = Open stream
tray-show-window = Show window
tray-pause-hour = Pause for 1 hour
tray-pause-tomorrow = Pause until tomorrow
tray-resume = Resume
tray-resume-until = Resume (paused until { $time })
tray-fix = Fix…
tray-retry = Retry now
tray-quit = Quit Swarmbell
tray-live = { $who } is live: { $title }
tray-no-host = This desktop shows no tray icons. Swarmbell keeps ringing; start it again to see its window.

## How things are, in one sentence

status-needs-you = Needs you: { $what }
status-needs-you-of = Needs you: { $name }: { $what }
status-needs-you-meanwhile = Needs you: { $what } Alerts go on meanwhile.
status-polled-meanwhile = { $sentence } Alerts check once a minute meanwhile.
status-starting = Starting
status-connecting = Connecting
status-connecting-to = Connecting to { $name }
status-connected = Connected
status-connected-since = Connected · since { $time }
status-polling = Checking once a minute.
status-reconnecting = Reconnecting. { $reason }
status-reconnecting-to = Reconnecting to { $name }. { $reason }
status-paused = Paused
status-interface-ends = The server's interface { $version } was announced to end on { $day }.
status-interface-old = The server speaks the old interface { $version }.

## Secrets and the keyring

token-add = Add your API token for instant alerts.
token-this-run-linux = No keyring took the { secret-name }: it is kept until Swarmbell ends. Start gnome-keyring or KWallet and save it again.
token-this-run = No keyring took the { secret-name }: it is kept until Swarmbell ends. Save it again once the keyring works.
token-locked-linux = The keyring is locked. Unlock it (in Seahorse, KWalletManager) or log in again, then retry.
token-locked = The keyring is locked. Unlock it or log in again, then retry.
token-timed-out = The keyring does not answer. Look for its password prompt, then retry.
token-denied = The keyring refused Swarmbell. Allow it in the keyring's settings, then retry.
token-unusable = What the keyring keeps cannot be the { secret-name }. Paste it again from { secret-from }.
keyring-found = The { secret-name } is in the keyring.
keyring-absent = There is no { secret-name } in the keyring.
keyring-no-service = This system has no keyring service. Start one, then try again.
keyring-locked = The keyring is locked. Unlock it, then try again.
keyring-timed-out = The keyring does not answer. Look for its password prompt.
keyring-denied = The keyring refused Swarmbell. Allow it in the keyring's settings, then try again.
keyring-still-kept = The secret of a source you removed or changed is still in the keyring. Remove it there: its name begins with Swarmbell.
# Under this it is listed in the keyring; it begins with Swarmbell.
keyring-label = Swarmbell: token for { $origin }
trial-works-first = It works: alerts are instant now.
trial-works = It works.
trial-untested-kept = The { secret-name } could not be tested but is kept. { $reason }
trial-untested = The { secret-name } could not be tested. { $advice }
trial-moved = The source was changed before the { secret-name } was tested. Enter it again.
trial-another = Another { secret-name } is being tested. Wait a moment.
trial-when-it-goes-on = It is tested when the source goes on.
trial-forgotten = The { secret-name } was forgotten before it was tested.
token-removed = The { secret-name } was removed.
token-still-kept = The { secret-name } is no longer used, but it is still in the keyring. { $advice }

## Notifications that do not arrive

delivery-no-server = This desktop has no notification service. Start one, then send a test notification.
delivery-timed-out = The notification service does not answer. Restart it, then send a test notification.
delivery-denied = The system does not allow Swarmbell to notify. Allow it in the system's settings.
delivery-refused = The notification service refused the message. Send a test notification.
delivery-shown = It was shown. If you saw nothing, look for do-not-disturb.
delivery-kept-off = The desktop took it, and keeps it off the screen: do-not-disturb is on, or a program fills the screen.

## Answers to orders

order-pause-length = A pause lasts from one second to a year.
order-no-such-bell = There is no such bell.
order-address = { $sentence } The address is { $address }
order-week-unknown = This week is not known here. Look at it first, then try again.
order-nothing-planned = No stream is planned then, so there is nothing for a calendar.
order-not-understood = This order is not understood. Is it of another version?
order-too-long = This order is too long.
order-no-text = This order is no text.
order-no-greeting = This is the local socket of Swarmbell; the first line must say which version speaks.
calendar-unnamed = Stream

## Sources that somebody added

source-gone = There is no such source any more.
source-unknown = There is no such source.
source-is-paused = It is paused. Let it listen again first.
source-is-starting = It is still starting. Wait a moment, then try again.
source-begun-anew = The connection was begun anew. Try again.
source-test-title = A test from Swarmbell
source-test-message = It came the whole way.
source-test-taken = The server took the test event. Its ring follows.
source-connected = It is connected: events ring as they come.
source-connecting = It is still connecting. Wait a moment.
source-offers-nothing = This server does not tell what there is. Enter the names by hand.
source-may-lack = The server's history does not reach back to the moment listening ended: what was published meanwhile may be missing.
source-name-length = Give the source a name of 1 to { $most } letters.
source-many-rules = There are too many rules: keep { $rules } at most, each with { $tests } conditions.
source-many-channels = There are too many channels: keep { $most } at most.
source-many = There are too many sources: keep { $most } at most.
relay-app-key = Enter the app's key. The server's operator knows it.
relay-app-id = The app's id cannot be that. Leave it out, or copy it from the server.
relay-authoriser = The address that authorises channels cannot be used. Enter it whole, beginning with https://.
relay-unknowable = What was published meanwhile is not known: a server tells that only with its app's id and secret.
shuriken-catalogue = The path of the catalogue begins with a slash, such as /api/v2/ws/streams.
shuriken-stream = A stream cannot be called that. Write it as name, or as name?filter=value.
shuriken-unknowable = What came over these streams meanwhile is not known: the server tells it once.

## Choices

settings-no-such-language = Swarmbell does not speak this language. Choose one of the list.
settings-many-keywords = There are too many keywords: keep { $most } at most.
settings-long-keyword = A keyword is too long: { $most } letters at most.
settings-time-of-day = Give the time as hours and minutes, such as 22:00.
settings-reminder = A reminder comes a day before its stream at most.
settings-braces = Put what is in braces behind the host name only.
settings-long-text = This text is too long: { $most } letters at most.
settings-unsaved = Your choices could not be saved ({ $error }): they hold until Swarmbell ends. Check the settings' folder.
settings-broken-moved = Your settings could not be read; the defaults are used. The file was moved to { $path }.
settings-broken = Your settings could not be read; the defaults are used. The file could not be moved away: { $path }.
settings-newer-moved = Your settings were written by a newer version; the defaults are used. The file was moved to { $path }.
settings-newer = Your settings were written by a newer version; the defaults are used. The file could not be moved away: { $path }.
settings-some-lost = Some of your settings could not be read ({ $names }); their defaults are used. { $file }
settings-old-kept = The old file was kept as { $path }.
settings-old-is = The file is { $path }.

## What Swarmbell remembers

journal-full = The disk is full: Swarmbell cannot remember what it announced. Free some space.
journal-read-only = Swarmbell's folder cannot be written: it may ring twice after a restart. Check its permissions.
journal-unwritable = Swarmbell's journal cannot be written: it may ring twice after a restart. Look whether the disk is full.
journal-corrupt = Swarmbell's journal is damaged.
journal-too-new = Swarmbell's journal was written by a newer version.
journal-silent = Swarmbell's journal does not answer ({ $error }).
journal-value = A value could not be written to the journal ({ $error }).
journal-moved = { $why } It was moved to { $path } and begun anew: what is still live may ring once more.
journal-emptied = Swarmbell's journal was found empty and is begun anew: what is still live may ring once more.
journal-deleted = Swarmbell's journal was deleted and is begun anew: after a restart what is still live may ring once more.
journal-log-lost = The latest part of Swarmbell's journal was lost: what rang lately may ring once more.
journal-damaged-again = Swarmbell's journal was damaged again: it may ring twice after a restart. Check the disk.

## Between Swarmbell's programs

bell-not-running = Swarmbell is not running. Start it first.
bell-silent = Swarmbell does not answer. Quit it and start it again.
bell-ended = Swarmbell ended.
bell-other-version = The running Swarmbell is another version. Quit it and start it again.
bell-unreadable = Swarmbell's answer could not be read. Quit it and start it again.
bell-stranger = The local socket of Swarmbell belongs to another user. Nothing was sent.
bell-unreachable = Swarmbell cannot be reached ({ $error }).
bell-already-running = Swarmbell is running already.
bell-no-socket = Swarmbell cannot open its local socket ({ $error }). Check the permissions of the runtime folder.

## Starting, and the command line

start-no-threads = The system gives Swarmbell no threads: { $error }.
start-folder-held = Another Swarmbell of yours, in another session, uses { $folder }. Quit that one first, then start this one again.
start-api-ignored = Swarmbell is running already; --api is ignored. Quit it first to use another server.
start-no-toolkit = The desktop's toolkit did not start: { $error }.
start-no-home = This user has no home folder. Set HOME and start Swarmbell again.
start-no-display = There is no desktop to ring on: neither DISPLAY nor WAYLAND_DISPLAY is set.
start-silent-display = There is no desktop to ring on: the display does not answer ({ $displays }).
cli-no-command = There is no such command.
cli-no-link = Swarmbell has no such link.
cli-pause-time = Give a time such as 45m, 1h or tomorrow.
cli-pause-short = A pause lasts a second at least.
cli-pause-long = A pause lasts a year at most.
cli-paste-token = Paste the API token and press Enter:
cli-paste-secret = Paste the secret of { $source } and press Enter:
cli-token-unread = The token could not be read from standard input.
cli-status-unwritten = The status could not be written: { $error }.
cli-live = Live
cli-live-titled = Live: { $title }
cli-paused = Paused { $words }
cli-quiet = Quiet { $words }
autostart-refused = The system did not take it. Look for the programs that start at login in the system's settings.
opener-no-browser = The browser could not be started. Set a default browser in the system's settings.

## The window's process

window-not-opened = The window could not be opened: { $error }.
window-not-started = The window could not be started: { $error }.
window-no-thread = This window will not come to the front by itself: the system gives it no thread.
window-saved-as = Saved as { $path }.
window-not-saved = The file could not be saved ({ $error }).
window-no-home = this user has no home folder
window-page-crashed = The window's page crashed three times. Alerts go on. For the graphics driver, see the README.

## The bell's sound

sound-played = The bell sounds. If you hear nothing, look for the volume of this computer.
sound-silent = The volume of the bell is 0. Turn it up, then try again.
sound-no-output = This system has no sound output. Connect loudspeakers or headphones, or start the sound service, then try again.
sound-no-answer = The sound system of this computer does not answer. Restart it, then try again.
sound-full-screen = Something is shown in full screen. Leave it, then try again.
settings-volume = The volume is a number from 0 to { $most }.

## Pictures

picture-none = There is no picture to show.
picture-busy = Other pictures are still on their way. Try again.
picture-address = This is no address of a picture.

## Reminders of single streams

remind-gone = This entry is not in the schedule any more. Look at the week again.
remind-no-stream = No stream begins then, so there is nothing to be reminded of.
remind-on = Swarmbell reminds you { $length } before it begins.
remind-off = Swarmbell does not remind you of it.
remind-still = Not asked for any more. The reminder before every stream still rings.
remind-many = There are too many reminders: keep { $most } at most.
