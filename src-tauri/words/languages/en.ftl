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

## What the window's page says: the whole

page-app-name = Swarmbell
page-app-loading = Asking the bell how things are…
page-app-unknown-failure = That did not work, and the bell did not say why. Try again.
page-app-more = Show more
page-app-not-now = Not now
page-gone-title = Swarmbell is not running. Start it first.
page-gone-body = As soon as it answers, everything is back.
page-gone-start = Start Swarmbell
page-gone-starting = Swarmbell is starting…
page-gone-last-known = What you see below is what was known last.
page-closing-title = What you typed is not saved yet.
page-closing-body = Close the window once more, and it is lost.
page-closing-stay = Keep the window open
page-rooms-label = Rooms
page-rooms-now = Now
page-rooms-week = Week
page-rooms-search = Search
page-rooms-activity = Activity
page-rooms-settings = Settings
page-status-retry = Retry now
page-status-fix = Fix
page-status-gone = Not connected to the bell
page-status-level-good = All is well
page-status-level-busy = Working on it
page-status-level-needs-you = Needs you
page-status-next-try = next try in { page-span }
page-status-trying = trying now
page-notices-title = Good to know
page-text-spoiler = Spoiler
page-text-spoiler-hint = Press to show

## What the window's page says: times and spans

# A length of time by its units; $shape says which of them are told. Within a sentence: a language may give it the cases it
# needs as attributes.
page-span = { $shape ->
    [days] { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
    [days-hours] { $days ->
        [one] { $days } day { $hours } h
       *[other] { $days } days { $hours } h
    }
    [hours] { $hours } h
    [hours-minutes] { $hours } h { $minutes } min
    [minutes-seconds] { $minutes } min { $seconds } s
    [seconds] { $seconds } s
   *[minutes] { $minutes } min
}
# The day a week begins with: 0 is Monday, 6 is Sunday.
page-first-day = 0
# Dates: the parts are written by the locale, as "Sat", "21" and "Nov".
page-date-short = { $weekday } { $day }
page-date-month = { $weekday } { $day } { $month }
page-date-year = { $weekday } { $day } { $month } { $year }
page-date-range = { $first } – { $last }
page-date-clock = { $day } { $clock }
page-time-zone = Times in { $zone }

## What the window's page says: now

page-now-title = Now
page-now-soon = The next two days
page-now-live = Live
page-now-untitled = The stream is live
page-now-watch = Watch
page-now-not-live = Not live
page-now-not-known = Live or not? No news yet
page-now-no-week = No schedule is known yet. Swarmbell keeps asking.
page-now-nothing-planned = Nothing more is planned in this week. The bell rings when a stream starts anyway.
page-now-week-over = The newest published week is over. The next one shows here as soon as it is out.
page-now-open-channel = Open the channel
page-now-since = since { $time }
page-now-just-started = just started
page-now-viewers = { $count ->
    [one] { $count } viewer
   *[other] { $count } viewers
}
page-now-next = Next stream · { $when }
page-now-next-kind = Next stream · { $when } · { $kind }
page-now-planned = Planned · { $when }
page-now-in-time = in { page-span }
page-now-due = due now
page-now-late = { page-span } late, not live yet
page-now-planned-ago = planned { page-span } ago
page-subathon-title = Subathon
page-subathon-next = Next goal
page-subathon-unnamed = Not told yet
page-subathon-subs = { $count ->
    [one] { $count } sub
   *[other] { $count } subs
}
page-subathon-of = { $goal ->
    [one] { $subs } of { $goal } sub
   *[other] { $subs } of { $goal } subs
}
page-subathon-to-go = { $count ->
    [one] { $count } sub to go
   *[other] { $count } subs to go
}
page-subathon-at = { $count ->
    [one] at { $count } sub
   *[other] at { $count } subs
}
page-subathon-reached = { $goals ->
    [one] { $reached } of { $goals } goal reached
   *[other] { $reached } of { $goals } goals reached
}
page-first-title = Welcome
page-first-tray = Swarmbell stays in the tray when its window is closed; its icon brings the window back.
page-first-pin = Windows hides new icons behind the arrow beside the clock: drag the bell out of there to keep it in sight.
page-first-done = All set

## What the window's page says: the schedule and its pictures

page-week-final = confirmed
page-week-not-final = not final: days may be missing
page-week-today = Today
page-week-nothing = Nothing planned
page-week-not-known = Nothing known yet
page-week-untitled = No title
page-week-undated = Without a date
page-week-heading = Schedule
page-week-empty = No week is known yet. It shows here as soon as the server has told one.
page-week-empty-week = This week was published without a single entry.
page-week-before = The week before
page-week-next = The week after
page-week-pick = All weeks
page-week-asking = Asking for this week…
page-week-not-there = The server has no such week.
page-week-menu-all = More about this week
page-week-save = Save as calendar file (.ics)
page-week-save-all = Save the week as calendar file (.ics)
page-week-google = Add to Google Calendar
page-week-google-all = Import into Google Calendar
page-week-discord = Copy as Discord timestamp
page-week-discord-all = Copy the week for Discord
page-week-remind = Remind me
page-week-remind-not = Do not remind me
page-week-remind-all = Remind me of all streams ahead
page-week-remind-all-not = Remind me of none of these streams
page-week-reminded = You will be reminded
page-week-copied = Copied.
page-week-not-copied = This system did not take the text. Try again.
page-week-number = Week { $week }
page-week-of-year = Week { $week }, { $year }
page-week-position-past = Past week
page-week-position-current = This week
page-week-position-coming = Coming week
page-week-kind-normal = Stream
page-week-kind-offline = Offline
page-week-kind-canceled = Canceled
page-week-kind-tbd = To be decided
page-week-kind-unknown = Unknown
page-week-as-of = as of { $time }
page-week-day-today = { $day }, Today
page-week-menu-undated = More about this entry
page-week-menu = More about the entry of { $when }
page-week-token = Add a token for other weeks
page-week-token-hint = Without one you see the newest week and those that Swarmbell remembers.
page-week-past-hide = Hide past entries
page-week-past-show = { $count ->
    [one] Show { $count } past entry
   *[other] Show { $count } past entries
}
page-picture-none = No picture
page-picture-live = What is on the stream
page-picture-week = The official picture of this week
page-picture-look = The official picture
page-picture-whole = Full size
page-picture-fit = Fit
page-picture-close = Close

## What the window's page says: search

page-search-title = Search the schedule
page-search-text = Text
page-search-year = Year
page-search-kind = Kind
page-search-any = All
page-search-who = Who
page-search-who-neuro = Neuro
page-search-who-evil = Evil
page-search-who-vedal = Vedal
page-search-who-collab = Collab
page-search-filters = { $count ->
    [0] More filters
   *[other] More filters · { $count } set
}
page-search-without = Without the word
page-search-ahead = Hide what is over
page-search-devstreams = Dev streams only
page-search-devstream = Dev stream
page-search-too-short = Type three letters or more, or pick somebody.
page-search-asking = Asking the server…
page-search-kept-only = These are the weeks that this computer remembers.
page-search-found = { $count ->
    [0] Nothing was found.
    [one] Found in { $count } week.
   *[other] Found in { $count } weeks.
}
page-search-waits = The server takes the next search in { $seconds } s.

## What the window's page says: activity

page-activity-title = Activity
page-activity-source = Source
page-activity-what = Show
page-activity-any-source = All sources
page-activity-all = Everything
page-activity-rang = What rang
page-activity-silent = What did not ring
page-activity-asking = Asking the bell what happened…
page-activity-nothing = Nothing happened yet. What rings, and what stays silent, is listed here.
page-activity-clear = Empty the list
page-activity-clear-sure = Empty the list? Nothing rings again because of it.
page-activity-clear-yes = Empty it
page-activity-clear-no = Keep it
page-activity-later = missed at first, shown { $when }

## What the window's page says: settings

page-general-title = General
page-general-starts-at-login = Start at login
page-general-starts-in-tray = Start in the tray, without a window
page-general-starts-hidden = Start without a window
page-general-language = Language
page-general-theme = Colours
page-general-themes-system = As the system
page-general-themes-light = Light
page-general-themes-dark = Dark
# How the hours of a day are counted.
page-general-hours = Clock
page-general-hours-names-system = As the system
page-general-hours-names-24 = 24 hours
page-general-hours-names-12 = 12 hours
page-general-first-day = Weeks begin on
page-general-first-day-hint = Weeks begin on this day where days are chosen, as for quiet hours. A published week keeps its own days.
page-general-first-days-system = As the system
page-general-first-days-monday = Monday
page-general-first-days-saturday = Saturday
page-general-first-days-sunday = Sunday
page-about-title = About
page-about-what = an unofficial fan project
page-about-newer = Version { $version } is out.
page-about-newer-open = Open its page
page-about-updates = Tell me about new versions
page-about-licences = Licences
page-about-hosts = By itself it speaks to these servers, and to those that hold the pictures of streams and weeks:
page-about-examine = Check Swarmbell
page-about-copy = Copy diagnostics
page-about-asking = Checking…
page-about-report = What the check found
page-about-safe = No token, no secret and nothing that was received stands in it.
page-bells-title = Bells
page-bells-hint = What may ring on this computer.
page-bells-kind = Event
page-bells-ring = Ring
page-bells-sound = Sound
page-bells-through = In quiet hours
page-bells-empty = The kinds of events are not known yet.
# A column of the table, on the line of a kind.
page-bells-of = { $column }: { $kind }
page-pause-title = Pause
page-pause-hint = No rings for a while. What happens is kept.
page-pause-one-hour = 1 hour
page-pause-four-hours = 4 hours
page-pause-until-morning = Until tomorrow morning
page-pause-resume = Ring again
page-pause-until = Silent until { $time }
page-quiet-title = Quiet hours
page-quiet-hint = No rings at these hours. What happens is kept.
page-quiet-on = Keep quiet at set hours
page-quiet-from = From
page-quiet-to = To
page-quiet-whole-day = The same time twice means 24 hours.
page-quiet-days = Begin on
page-quiet-no-days = No day is chosen: it never gets quiet.
page-quiet-until = Quiet until { $time }
page-quiet-always = Quiet all day, every day
page-quiet-through-count = { $count ->
    [0] Nothing rings then. The table of bells says what may.
    [one] { $count } bell rings all the same, as the table of bells says.
   *[other] { $count } bells ring all the same, as the table of bells says.
}
page-sound-title = Sound
page-sound-hint = Swarmbell has a bell of its own. The table says for what it sounds.
page-sound-volume = Volume
page-sound-test = Test the sound
page-sound-testing = Waiting for the sound system…
page-sound-tested = The bell sounds.
page-sound-level = { $percent ->
    [0] Silent
   *[other] { $percent } %
}
page-reminder-title = Reminder
page-reminder-hint = How long before a planned stream the bell reminds you.
page-reminder-off = Off
page-reminder-silent = Reminders stay silent: the bell “{ $bell }” is off.
page-keywords-title = Keywords
page-keywords-hint = Titles, categories, tags and names are searched for them. One on each line, or with commas between.
page-keywords-only = Ring only for
page-keywords-only-hint = Empty: everything rings.
page-keywords-never = Never ring for
page-keywords-never-hint = This wins where both are found.
page-keywords-limits = Part of a word is enough, upper and lower case are the same. 300 letters in each field at most.
page-live-opens-title = A click on a live ring opens
page-live-opens-channel = The channel’s page
page-live-opens-popout = The player only
page-live-opens-template = An address of your own
page-live-opens-address = Address
# What stands in braces and quotation marks is typed so by people and stays as it is.
page-live-opens-example = https://example.com/{ "{channel}" }
page-live-opens-hint = { "{channel}" }, { "{id}" } and { "{title}" } are filled in behind the host name of an https address.
page-token-title = Token
page-token-absent = Alerts check once a minute. Add your API token for instant alerts, raids and the archive.
page-token-add = Add token
page-token-field = API token
page-token-where = Tokens are made on the dashboard after a Twitch login.
page-token-dashboard = Open the dashboard
page-token-save = Test and save
page-token-testing = Connecting with the token…
page-token-saved = The token works and is kept.
page-token-asking = Asking the keyring for the token…
page-token-kept = Your token is kept in the keyring of this system.
page-token-this-run-only = Your token is kept until Swarmbell ends.
page-token-locked = The keyring is locked.
page-token-timed-out = The keyring does not answer.
page-token-denied = The keyring refuses.
page-token-unusable = What the keyring keeps cannot be the token.
page-token-ask-again = Ask again
page-token-replace = Replace
page-token-forget = Forget
page-token-forget-sure = Forget the token? Alerts will check once a minute then.
page-token-forget-yes = Forget it
page-token-forget-no = Keep it
page-token-forgotten = The token is forgotten.
page-test-title = Try the bell
page-test-hint = See what a ring looks like and whether this desktop shows it.
page-test-send = Send a test notification
page-test-sending = Waiting for the desktop…
page-test-sent = The desktop took the notification.

## What the window's page says: sources

page-sources-title = Sources
page-sources-hint = What is listened to. Other event systems can ring here beside NeuroInfoAPI.
page-sources-neuro = NeuroInfoAPI
page-sources-always = Always there
page-sources-token = Token…
page-sources-fix-long = Fix NeuroInfoAPI: to its token
page-sources-add = Add a source
page-sources-choose = What should be listened to?
page-sources-added = It is added.
page-sources-saved = It is saved.
page-sources-paused = Paused
page-sources-never-heard = No event yet in this run
page-sources-refused = Refused
page-sources-test = Test
page-sources-testing = Trying it out…
page-sources-tested = It works.
page-sources-pause = Pause
page-sources-go-on = Go on
page-sources-edit = Edit
page-sources-opening = Asking the bell for its settings…
page-sources-remove = Remove
page-sources-remove-yes = Remove it
page-sources-remove-no = Keep it
page-sources-secret-state-absent = none
page-sources-secret-state-asking = asking the keyring
page-sources-secret-state-kept = saved
page-sources-secret-state-this-run-only = until Swarmbell ends
page-sources-secret-state-locked = keyring locked
page-sources-secret-state-timed-out = keyring silent
page-sources-secret-state-denied = keyring refuses
page-sources-secret-state-unusable = unusable
page-sources-removed = “{ $name }” is removed.
page-sources-remove-sure = Remove “{ $name }”? Its rules and its secret go too.
page-sources-last-event-now = Last event just now
page-sources-last-event = Last event { page-span } ago
page-sources-heard = { $count ->
    [one] { $count } event in this run
   *[other] { $count } events in this run
}
# Of a secret, whatever it is called.
page-secret-absent = None is kept.
page-secret-asking = Asking the keyring…
page-secret-kept = It is kept in the keyring of this system.
page-secret-this-run-only = It is kept until Swarmbell ends.
page-secret-unusable = What the keyring keeps cannot be it.
page-secret-add = Enter it
page-secret-testing = Connecting with it…
page-secret-saved = It works and is kept.
page-secret-forget-sure = Forget it?
page-secret-forget-sure-needed = Forget it? Nothing is heard without it.
page-secret-forgotten = It is forgotten.
page-systems-relay-name = Relay
page-systems-relay-about = Channels of a server that you or somebody you know runs: builds, deploys, anything a program publishes.
page-systems-relay-secret-hint = Public channels need no secret. With the app’s secret Swarmbell can list the channels, tell what was missed and send a test event. Whoever has it may also publish.
page-systems-relay-secret-where = The operator of the server knows it.
page-systems-relay-names = Channels
page-systems-relay-names-hint = One on each line. Those that begin with private- or presence- need somebody who gives access.
page-systems-relay-by-default = Every event rings.
page-systems-shuriken-name = Shuriken
page-systems-shuriken-about = Crypto trading: alpha signals, swaps, balances and notices about your portfolio.
page-systems-shuriken-secret-hint = Nothing is heard without an agent key.
page-systems-shuriken-secret-where = Agent keys are made in the terminal of Shuriken and shown once. They begin with sk_.
page-systems-shuriken-names = Streams
page-systems-shuriken-names-hint = One on each line, such as alpha.signalFeedGlobal. Once the key is saved, Edit offers those of the server to pick from.
page-systems-shuriken-by-default = Alpha signals, notices about your portfolio and automations ring; trades and balances stay silent.
page-systems-vera-name = Vera
page-systems-vera-about = News, each story with the prediction markets that it bears on.
page-systems-vera-secret-hint = Nothing is heard without an API key.
page-systems-vera-secret-where = API keys are made in your Vera account. They begin with vera_live_.
page-systems-vera-names = Markets
page-systems-vera-names-hint = Their ids, one on each line, such as polymarket_0x3a01.
page-systems-vera-by-default = Every story rings.
page-form-save = Save
page-form-add-it = Add it
page-form-saving = Saving…
page-form-cancel = Cancel
page-form-name = Name
page-form-name-hint = What you call it. It stands in front of its rings.
page-form-server = Server
page-form-server-moves = The secret stays with its server: another one needs it anew.
page-form-more = More
page-form-relay-example = https://relay.example.org
page-form-relay-hint = http is for this machine only, such as http://localhost:6001.
page-form-relay-app-key = App key
page-form-relay-app-key-hint = It opens the connection. It is no secret.
page-form-relay-app-id = App id
page-form-relay-app-id-hint = Only needed beside the app’s secret.
page-form-relay-authoriser = Private and presence channels
page-form-relay-nobody = Not listened to
page-form-relay-server = The server itself gives access
page-form-relay-endpoint = An application gives access
page-form-relay-endpoint-address = Its address
page-form-relay-endpoint-example = https://app.example.org/broadcasting/auth
page-form-relay-endpoint-unreadable = Give the whole address that gives access to private channels, such as https://app.example.org/auth.
page-form-shuriken-catalogue = Path of the catalogue of streams
page-form-shuriken-catalogue-hint = Empty: the streams that are known are offered.
page-form-vera-stream = Server that pushes
page-form-vera-api = Server that is asked
page-form-vera-hint = The key is sent to these two servers and no other.
page-form-vera-relevance = Tell stories that matter to their markets
page-form-vera-any-relevance = Nothing is chosen: all stories are told.
page-form-add = New source: { $system }
page-form-edit = Edit “{ $name }”
page-offered-show = Pick from a list
page-offered-asking = Asking the server what there is…
page-offered-search = Search the list
page-offered-none = The server names nothing at the moment.
page-offered-no-match = Nothing is called that.
page-offered-list = What there is
page-offered-add-it = Add

## What the window's page says: rules

page-rules-title = Rules
page-rules-none = There are no rules of your own:
page-rules-order = The first rule that fits decides. Where none fits:
page-rules-add = Add a rule
page-rules-earlier = Earlier
page-rules-later = Later
page-rules-remove = Remove the rule
page-rules-verdict = Such an event
page-rules-rings = Rings
page-rules-silent = Stays silent
page-rules-sound = With the bell’s sound
page-rules-through = In quiet hours too
page-rules-kinds = Kinds of events
page-rules-kinds-hint = One on each line, any where empty. build.* means all that begin with “build.”, the dot included.
page-rules-channels-hint = One on each line, any where empty.
page-rules-relevance = Relevance
page-rules-relevance-hint = Any where nothing is chosen.
page-rules-conditions = Conditions
page-rules-conditions-hint = All of them must be true. They are about the event’s own data.
page-rules-add-condition = Add a condition
page-rules-remove-condition = Remove
page-rules-field = Field
page-rules-field-example = token.symbol
page-rules-comparison = Comparison
page-rules-value = Value
page-rules-says = Ring in words of my own
page-rules-ring-title = Title
page-rules-ring-title-example = { "{title}" }
page-rules-ring-body = Text
page-rules-ring-body-example = { "{message}" }
page-rules-page = A click opens
page-rules-page-example = https://example.com/{ "{id}" }
page-rules-says-hint = { "{title}" } is filled in from the event, { "{title|name}" } from the first that is there. { "{@kind}" }, { "{@channel}" } and { "{@source}" } are known of every event. Only https is opened.
page-rules-relevances-high = High
page-rules-relevances-moderate = Moderate
page-rules-relevances-low = Low
page-rules-comparisons-equals = is
page-rules-comparisons-differs = is not
page-rules-comparisons-contains = contains
page-rules-comparisons-at-least = is at least
page-rules-comparisons-at-most = is at most
page-rules-comparisons-present = is there
page-rules-condition = Condition { $number }
page-rules-remove-condition-long = Remove condition { $number }
# A rule in a sentence: of what it is, with how many of each there are.
page-rules-sentence = { $rings ->
    [yes] Rings for
   *[no] Stays silent for
} { $kinds ->
    [0] everything
   *[other] { $kindNames }
}{ $channels ->
    [0] { "" }
   *[other] { " " }in { $channelNames }
}{ $levels ->
    [0] { "" }
   *[other] , if the relevance is { $levelNames }
}{ $tests ->
    [0] { "" }
   *[other] , if { $testNames }
}{ $own ->
    [yes] , in words of its own
   *[no] { "" }
}.
page-rules-sentence-high = high
page-rules-sentence-moderate = moderate
page-rules-sentence-low = low
# One of its conditions.
page-rules-sentence-equals = { $field } is { $value }
page-rules-sentence-differs = { $field } is not { $value }
page-rules-sentence-contains = { $field } contains { $value }
page-rules-sentence-at-least = { $field } is at least { $value }
page-rules-sentence-at-most = { $field } is at most { $value }
page-rules-sentence-present = { $field } is there
page-rules-sentence-empty = empty

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

# A time of the day, as the window writes it too. $hours is how they are counted where somebody chose that; mark with the
# star what the language does by itself.
time-of-day = { $hours ->
    [twelve] { $twelfth }:{ $minute } { $half ->
        [am] am
       *[pm] pm
    }
   *[twenty-four] { $hour }:{ $minute }
}
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
ring-update-title = Swarmbell { $version } is out
ring-update-body = A click opens its page. A switch in the settings, under About, ends these messages.
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
silenced-do-not-disturb = do not disturb
silenced-full-screen = full screen

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
delivery-do-not-disturb = The desktop took it, and keeps it off the screen: do-not-disturb is on.
delivery-full-screen = The desktop took it, and keeps it off the screen: a program fills the screen.

## Answers to orders

order-pause-length = A pause lasts from one second to a year.
order-no-such-bell = There is no such bell.
order-address = { $sentence } The address is { $address }
order-week-unknown = This week is not known here. Look at it first, then try again.
order-nothing-planned = No stream is planned then, so there is nothing for a calendar.
order-no-releases = This build of Swarmbell was not told where newer versions are published.
order-no-dashboard = This server is not reached by https, and only https pages are opened.
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
settings-much-of-keywords = The keywords are too long together: { $most } letters at most.
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
window-bell-slow = Swarmbell takes long to start. As soon as it answers, everything is back.
window-bell-not-started = Swarmbell could not be started ({ $error }). Start it from your applications menu.
window-no-thread = This window will not come to the front by itself: the system gives it no thread.
window-saved-as = Saved as { $path }.
window-google-import = { $saved } Choose this file on the page that has opened.
window-not-saved = The file could not be saved ({ $error }).
window-no-home = this user has no home folder
window-page-crashed = The window's page crashed three times. Alerts go on. If you set WEBKIT variables, take them back.

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
remind-week-on = { $count ->
    [one] Swarmbell reminds you of { $count } stream.
   *[other] Swarmbell reminds you of { $count } streams.
}
remind-week-off = Swarmbell reminds you of none of them.
remind-week-over = No stream of this week is still to begin.
remind-still = Not asked for any more. The reminder before every stream still rings.
remind-many = There are too many reminders: keep { $most } at most.
