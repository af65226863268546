# Deutsch.

## The language about itself

language-name = Deutsch

## What the window's page says

page-locale = de-DE

page-time-zone = Zeiten in { $zone }
page-now-viewers = { $count ->
    [one] { $count } Zuschauer
   *[other] { $count } Zuschauer
}
page-week-of-year = Woche { $week }, { $year }

## Geheimnisse: wie von ihnen gesprochen wird

secret-title = { $secret ->
   *[token] API-Token
    [app-secret] App-Secret (darf veröffentlichen)
    [agent-key] Agent-Schlüssel
    [api-key] API-Schlüssel
}
secret-name = { $secret ->
   *[token] Token
    [app-secret] App-Secret
    [agent-key] Agent-Schlüssel
    [api-key] API-Schlüssel
}
    .start = { $secret ->
       *[token] Das Token
        [app-secret] Das App-Secret
        [agent-key] Der Agent-Schlüssel
        [api-key] Der API-Schlüssel
    }
    .nominative = { $secret ->
       *[token] das Token
        [app-secret] das App-Secret
        [agent-key] der Agent-Schlüssel
        [api-key] der API-Schlüssel
    }
    .accusative = { $secret ->
       *[token] das Token
        [app-secret] das App-Secret
        [agent-key] den Agent-Schlüssel
        [api-key] den API-Schlüssel
    }
    .dative = { $secret ->
       *[token] dem Token
        [app-secret] dem App-Secret
        [agent-key] dem Agent-Schlüssel
        [api-key] dem API-Schlüssel
    }
    .genitive = { $secret ->
       *[token] dieses Tokens
        [app-secret] dieses App-Secrets
        [agent-key] dieses Agent-Schlüssels
        [api-key] dieses API-Schlüssels
    }
    .another = { $secret ->
       *[token] ein neues Token
        [app-secret] ein neues App-Secret
        [agent-key] einen neuen Agent-Schlüssel
        [api-key] einen neuen API-Schlüssel
    }
secret-from = { $secret ->
   *[token] zu finden im API-Dashboard
    [app-secret] zu finden in den Einstellungen des Relay-Servers
    [agent-key] zu finden im Terminal von Shuriken
    [api-key] zu finden im eigenen Konto bei Vera
}
secret-empty = { secret-name.start } ist leer. Bitte einfügen, { secret-from }.
secret-not-header-safe = { secret-name.start } enthält einen Zeilenumbruch oder ein Zeichen, das dort nicht vorkommt. Bitte noch einmal kopieren.
secret-too-long = { secret-name.start } ist länger als möglich. Bitte noch einmal kopieren.

## Was mit einem Server nicht stimmt: was geschehen ist und was zu tun ist

fault-token-refused = Der Server hat { secret-name.accusative } abgelehnt. Bitte { secret-name.another } einfügen, { secret-from }.
fault-account-blocked = Der Server hat dieses Konto gesperrt. Bitte beim Betreiber nachfragen und dann { secret-name.another } einfügen.
fault-past-due = Für das Konto ist eine Zahlung offen, oder es ist ausgesetzt. Bitte mit dem Dienst klären und dann erneut versuchen.
fault-token-dropped = { secret-name.start } kam beim Server nicht an. Bitte prüfen, ob ein Proxy den Authorization-Header entfernt.
fault-ticket-refused = Der Server hat das Ticket für diese Verbindung abgelehnt. Swarmbell holt ein neues.
fault-not-found = Unter dieser Adresse gibt es den Ereignisdienst nicht. Bitte die Adresse prüfen oder nach einem Update von Swarmbell sehen.
fault-needs-token = Das verrät der Server nur mit { secret-name.dative }. Bitte einfügen, { secret-from }.
fault-not-offered = Das bietet der Server nicht an.
fault-bad-question = Danach kann der Server nicht suchen. Bitte ändern und erneut versuchen.
fault-app-unknown = Der Server kennt diese App nicht. Bitte Schlüssel und ID der App prüfen und neu verbinden.
fault-needs-app-id = Das verrät der Server nur zu einer App. Bitte die ID der App eingeben.
fault-closed-for-good = Der Server hat diese Verbindung abgelehnt (Code { $code }). Bitte beim Betreiber nachfragen und dann neu verbinden.
fault-channel-refused = Der Server hat einen Kanal abgelehnt. Bitte prüfen, wie er heißt und wer ihn freigibt.
fault-needs-authoriser = Einen privaten Kanal muss jemand freigeben. Bitte eintragen, wer das tut, oder den Kanal entfernen.
fault-authoriser-refused = Die Adresse, die Kanäle freigibt, hat diesen abgelehnt. Bitte beim Betreiber um Zugang bitten oder den Kanal entfernen.
fault-authoriser-failed = Die Adresse, die Kanäle freigibt, hat nichts Brauchbares geantwortet. Bitte diese Adresse prüfen; Swarmbell versucht es weiter.
fault-stream-refused = { secret-name.start } öffnet { $stream } nicht. Bitte { secret-name.another } mit der Berechtigung dafür erzeugen und einfügen.
fault-key-wanted-elsewhere = Der Server wollte { secret-name.accusative } an einen anderen Server geschickt haben; das ist nicht geschehen. Bitte beim Betreiber nachfragen.
fault-unsafe-address = Der Server hat eine Adresse genannt, die für eine Verbindung nicht sicher ist. Bitte beim Betreiber nachfragen.
fault-too-many-connections = Alle { $limit } Verbindungen { secret-name.genitive } sind belegt. Bitte Swarmbell auf einem anderen Gerät beenden.
fault-too-much-wanted = Der Server nimmt höchstens { $limit } Abonnements an. Bitte einige entfernen, damit die übrigen ankommen.
fault-too-much-missed = Es wurde mehr verpasst, als Swarmbell nachfragt. Der Rest steht auf den Seiten des Dienstes.
fault-rate-limited = Der Server hat um eine Pause gebeten. Swarmbell versucht es in { $seconds } s erneut.
fault-server-error = Der Server hat ein Problem (Fehler { $status }). Swarmbell versucht es weiter.
fault-withdrawn = Der Server versteht diese Swarmbell-Version nicht mehr. Bitte nach einem Update sehen; Swarmbell versucht es weiter.
fault-refused = Der Server hat unerwartet abgelehnt ({ $status }). Swarmbell versucht es weiter.
fault-unreadable = Die Antwort des Servers war nicht lesbar. Swarmbell versucht es weiter.
fault-sign-in-page = Statt des Servers hat eine Webseite geantwortet. Bitte die Adresse prüfen, und im Browser, ob dieses Netz erst eine Anmeldung verlangt.
fault-closed = Der Server hat die Verbindung geschlossen. Swarmbell verbindet sich neu.
fault-silent = Die Verbindung ist verstummt. Swarmbell verbindet sich neu.
fault-timed-out = Der Server hat nicht rechtzeitig geantwortet. Swarmbell versucht es weiter.
fault-no-address = Kein Netz, oder der Name des Servers ist unbekannt. Swarmbell versucht es weiter.
fault-unreachable = Der Server ist nicht erreichbar. Swarmbell versucht es weiter.
fault-tls = Es kam keine sichere Verbindung zustande. Bitte die Uhr und die Anmeldeseite des Netzes prüfen.

## Adressen, die nicht gehen

web-invalid = Das ist keine Webadresse.
web-not-https = Geöffnet werden nur https-Links.
web-user-info = Links mit einem Benutzernamen darin werden nicht geöffnet.
web-too-long = Dieser Link ist zu lang, um geöffnet zu werden.
origin-invalid = Bitte den Server als https://host angeben, ohne etwas dahinter.
origin-cleartext = Ein fremder Server muss über https erreichbar sein; http ist nur für dieses Gerät.

## Zeiten und Zahlen

weekday-short = { $weekday ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}
month-short = { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
date-day = { weekday-short } { $day }. { month-short }
date-year = { $day }. { month-short } { $year }
date-time = { weekday-short } { $day }. { month-short } { $time }
date-year-time = { weekday-short } { $day }. { month-short } { $year } { $time }
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
until = bis { $time }
without-an-end = ohne Ende
quiet-always = rund um die Uhr
number-decimal-sign = ,
number-thousands = { $number } Tsd.
number-millions = { $number } Mio.
number-billions = { $number } Mrd.
and-more = { $some } und { $more } weitere

## Arten von Ereignissen

kind = { $kind ->
    [streamOnline] Stream geht live
    [secretneuroaccountOnline] Geheimer Account geht live
    [streamRaidIncoming] Raid kommt an
    [streamRaidOutgoing] Raid zu einem anderen Kanal
    [scheduleUpdate] Sendeplan ändert sich
    [reminder] Erinnerung vor einem Stream
    [streamUpdate] Titel oder Kategorie ändert sich
    [streamOffline] Stream endet
    [subathonUpdate] Neues vom Subathon
    [subathonGoalUpdate] Subathon-Ziel erreicht
    [blogFeedUpdate] Neuer Blogeintrag
    [xFeedNewEntries] Neuer Beitrag auf X
   *[other] { $kind }
}

## Was Meldungen sagen: Streams

live-now = { $who } ist live
live-since = { $who } ist live seit { $time }
live-back = { $who } ist wieder online
live-late = { $length } Verspätung
live-early = { $length } zu früh
live-secret = Der geheime Account ist live
live-changed = Der Stream hat sich geändert
live-ended = Der Stream ist zu Ende
live-missed = Ein Stream wurde verpasst
raid-incoming = { $name } raidet den Stream
raid-outgoing = Der Stream raidet { $name }
raid-party = { $count ->
    [one] mit { $count } Zuschauer
   *[other] mit { $count } Zuschauern
}

## Was Meldungen sagen: der Sendeplan

plan-unnamed = Ein Stream
plan-updated = Der Sendeplan der Woche { $week } wurde aktualisiert
plan-changed = Der Sendeplan der Woche { $week } hat sich geändert
plan-next = Als Nächstes: { $name } · { $day } { $time }
plan-starts-now = { $name } beginnt jetzt
plan-starts-in = { $name } beginnt in { $length }
plan-at = Um { $time }
plan-day-at = { $day } um { $time }
change-removed = { $which } gestrichen
change-off = { $day } kein Stream
change-off-now = { $which } nun kein Stream
change-canceled = { $which } abgesagt
change-added = { $name } neu am { $day } { $time }
change-added-tbd = { $name } (noch offen) neu am { $day }
change-moved-day = { $name } von { $from } auf { $to } { $time } verschoben
change-moved = { $which } auf { $time } verschoben
change-on-again = { $which } nun doch um { $time }
change-undecided = { $which } noch offen
change-uncertain = { $which } ungewiss
change-settled = { $which } steht fest: { $time }
change-day = { $day } geändert
change-day-at = { $day } geändert, um { $time }
change-text = { $day }: { $new }
change-text-at = { $day }: { $new } um { $time }
change-instead = { $day }: { $new } statt { $old }
change-instead-at = { $day }: { $new } statt { $old }, um { $time }

## Was Meldungen sagen: Neuigkeiten

subathon-begins = Ein Subathon beginnt: { $when }
subathon-begun = Der Subathon hat begonnen
subathon-ended = Der Subathon ist zu Ende
subathon-news = Neues vom Subathon
subathon-subs = { $subs } Subs
subathon-next-goal = nächstes Ziel { $number }
subathon-next-goal-named = nächstes Ziel { $number }: { $name }
goal-done = Ziel eingelöst: { $number } Subs
goal-reached = Ziel erreicht: { $number } Subs
goal-changed = Ziel geändert: { $number } Subs
article-new = Neuer Artikel
article-new-titled = Neuer Artikel: { $title }
article-changed = Artikel geändert
article-changed-titled = Artikel geändert: { $title }
by-author = von { $author }
post-own = { $user } hat etwas gepostet
post-reply = { $user } hat geantwortet
post-shared = { $user } hat einen Beitrag geteilt
story-untitled = Eine Nachricht
story-relevance = { $relevance ->
    [low] geringe Relevanz
    [moderate] mittlere Relevanz
   *[high] hohe Relevanz
}

## Was Meldungen sagen: Handel

trade-called = { $token } wurde genannt
trade-called-times = { $token } wurde { $count }-mal genannt
trade-market-cap = Marktkapitalisierung { $cap } $
trade-somebody = Jemand
trade-place = { $platform ->
    [discord] auf Discord
    [telegram] auf Telegram
    [x] auf X
    [trade] durch einen Handel
   *[unknown] { "" }
}
trade-wrote = { $platform ->
    [discord] { $author } hat auf Discord geschrieben
    [telegram] { $author } hat auf Telegram geschrieben
    [x] { $author } hat auf X geschrieben
    [trade] { $author } hat durch einen Handel geschrieben
   *[unknown] { $author } hat geschrieben
}
trade-bought = { $token } gekauft
trade-bought-for = { $token } für { $usd } $ gekauft
trade-sold = { $token } verkauft
trade-sold-for = { $token } für { $usd } $ verkauft
trade-each = je { $price } $
task-moved-on = Weiter geht es mit: { $kind }
task-named = Aufgabe { $id }

## Meldungen: Knöpfe, Probe, viele auf einmal

button-watch = Ansehen
button-watch-recording = Nachholen
button-watch-missed = Stream ansehen
button-read = Lesen
button-read-at = { $host } lesen
button-open = Öffnen
button-open-at = { $host } öffnen
button-snooze = { $length } Ruhe
ring-test-title = So klingelt Swarmbell
ring-test-body = Ein Klick auf eine echte Meldung öffnet den Stream.
ring-stays-title = Swarmbell läuft weiter
ring-stays-in-tray = Es hört weiter zu. Beendet wird es im Menü seines Symbols.
ring-stays-unseen = Es hört ohne Symbol weiter zu. Ein neuer Start zeigt das Fenster; „swarmbell quit“ beendet es.
ring-more-happened = { $count ->
    [one] { $count } weiteres Ereignis
   *[other] { $count } weitere Ereignisse
}
ring-away = In der Zwischenzeit
tally-streams = { $count ->
    [one] { $count } Stream
   *[other] { $count } Streams
}
tally-raids = { $count ->
    [one] { $count } Raid
   *[other] { $count } Raids
}
tally-reminders = { $count ->
    [one] { $count } Erinnerung
   *[other] { $count } Erinnerungen
}
tally-schedule-changes = { $count ->
    [one] { $count } Änderung am Sendeplan
   *[other] { $count } Änderungen am Sendeplan
}
tally-subathon-news = { $count ->
    [one] { $count } Neuigkeit vom Subathon
   *[other] { $count } Neuigkeiten vom Subathon
}
tally-goals = { $count ->
    [one] { $count } Subathon-Ziel
   *[other] { $count } Subathon-Ziele
}
tally-articles = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
tally-posts = { $count ->
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
tally-stories = { $count ->
    [one] { $count } Nachricht
   *[other] { $count } Nachrichten
}
tally-stream-changes = { $count ->
    [one] { $count } Änderung am Stream
   *[other] { $count } Änderungen am Stream
}
tally-stream-ends = { $count ->
    [one] { $count } Streamende
   *[other] { $count } Streamenden
}
tally-other = { $count } { $name }

## Was aus einem Ereignis wurde

verdict-rang = gemeldet
verdict-rang-back = ohne Ton gemeldet (wieder online)
verdict-grouped = gebündelt
verdict-superseded = nicht gemeldet: es hat sich erneut geändert
verdict-by-number = als Anzahl gemeldet
verdict-undelivered = nicht zugestellt
verdict-silenced = stumm ({ $reason })
silenced-before = vorher bekannt
silenced-switched-off = ausgeschaltet
silenced-other-week = andere Woche
silenced-nothing-ahead = nichts Kommendes geändert
silenced-only = keines der Stichwörter
silenced-never = nie: { $phrase }
silenced-paused = pausiert
silenced-quiet-hours = Ruhezeiten
silenced-hushed = Nicht stören

## Die Taskleiste

tray-good-to-know = Gut zu wissen …
tray-open-stream = Stream öffnen
tray-show-window = Fenster zeigen
tray-pause-hour = 1 Stunde pausieren
tray-pause-tomorrow = Bis morgen pausieren
tray-resume = Fortsetzen
tray-resume-until = Fortsetzen (pausiert bis { $time })
tray-fix = Beheben …
tray-retry = Jetzt erneut versuchen
tray-quit = Swarmbell beenden
tray-live = { $who } ist live: { $title }
tray-no-host = Dieser Desktop zeigt keine Symbole in der Leiste. Swarmbell klingelt weiter; ein erneuter Start zeigt das Fenster.

## Wie es steht, in einem Satz

status-needs-you = Eingriff nötig: { $what }
status-needs-you-of = Eingriff nötig: { $name }: { $what }
status-needs-you-meanwhile = Eingriff nötig: { $what } Gemeldet wird solange weiter.
status-polled-meanwhile = { $sentence } Solange wird einmal pro Minute nachgesehen.
status-starting = Startet
status-connecting = Verbindet sich
status-connecting-to = Verbindet sich mit { $name }
status-connected = Verbunden
status-connected-since = Verbunden · seit { $time }
status-polling = Es wird einmal pro Minute nachgesehen.
status-reconnecting = Verbindet sich neu. { $reason }
status-reconnecting-to = Verbindet sich neu mit { $name }. { $reason }
status-paused = Pausiert
status-interface-ends = Die Schnittstelle { $version } des Servers soll am { $day } enden.
status-interface-old = Der Server spricht die alte Schnittstelle { $version }.

## Geheimnisse und der Schlüsselbund

token-add = Mit einem API-Token kommen Meldungen sofort.
token-this-run-linux = Kein Schlüsselbund hat { secret-name.accusative } angenommen: behalten wird { secret-name.nominative } nur, bis Swarmbell endet. Bitte gnome-keyring oder KWallet starten und erneut speichern.
token-this-run = Kein Schlüsselbund hat { secret-name.accusative } angenommen: behalten wird { secret-name.nominative } nur, bis Swarmbell endet. Bitte erneut speichern, sobald der Schlüsselbund geht.
token-locked-linux = Der Schlüsselbund ist gesperrt. Bitte entsperren (in Seahorse, KWalletManager) oder neu anmelden, dann erneut versuchen.
token-locked = Der Schlüsselbund ist gesperrt. Bitte entsperren oder neu anmelden, dann erneut versuchen.
token-timed-out = Der Schlüsselbund antwortet nicht. Bitte nach seiner Passwortabfrage sehen, dann erneut versuchen.
token-denied = Der Schlüsselbund hat Swarmbell abgewiesen. Bitte in seinen Einstellungen erlauben, dann erneut versuchen.
token-unusable = Was im Schlüsselbund liegt, kann { secret-name.nominative } nicht sein. Bitte erneut einfügen, { secret-from }.
keyring-found = { secret-name.start } ist im Schlüsselbund.
keyring-absent = Im Schlüsselbund ist kein { secret-name }.
keyring-no-service = Dieses System hat keinen Schlüsselbund-Dienst. Bitte einen starten, dann erneut versuchen.
keyring-locked = Der Schlüsselbund ist gesperrt. Bitte entsperren, dann erneut versuchen.
keyring-timed-out = Der Schlüsselbund antwortet nicht. Bitte nach seiner Passwortabfrage sehen.
keyring-denied = Der Schlüsselbund hat Swarmbell abgewiesen. Bitte in seinen Einstellungen erlauben, dann erneut versuchen.
keyring-still-kept = Das Geheimnis einer entfernten oder geänderten Quelle ist noch im Schlüsselbund. Bitte dort entfernen: sein Name beginnt mit Swarmbell.
keyring-label = Swarmbell: Token für { $origin }
trial-works-first = Es klappt: Meldungen kommen jetzt sofort.
trial-works = Es klappt.
trial-untested-kept = { secret-name.start } ließ sich nicht prüfen, ist aber gespeichert. { $reason }
trial-untested = { secret-name.start } ließ sich nicht prüfen. { $advice }
trial-moved = Die Quelle wurde geändert, bevor { secret-name.nominative } geprüft war. Bitte erneut eingeben.
trial-another = Gerade wird schon { secret-name.another } geprüft. Bitte einen Moment warten.
trial-when-it-goes-on = Geprüft wird, sobald die Quelle weiterläuft.
trial-forgotten = { secret-name.start } wurde vergessen, bevor die Prüfung fertig war.
token-removed = { secret-name.start } wurde entfernt.
token-still-kept = { secret-name.start } wird nicht mehr benutzt, liegt aber noch im Schlüsselbund. { $advice }

## Meldungen, die nicht ankommen

delivery-no-server = Dieser Desktop hat keinen Benachrichtigungsdienst. Bitte einen starten, dann eine Probe senden.
delivery-timed-out = Der Benachrichtigungsdienst antwortet nicht. Bitte neu starten, dann eine Probe senden.
delivery-denied = Das System erlaubt Swarmbell keine Benachrichtigungen. Bitte in den Systemeinstellungen erlauben.
delivery-refused = Der Benachrichtigungsdienst hat die Meldung abgelehnt. Bitte eine Probe senden.
delivery-kept-off = Der Schreibtisch hat sie angenommen, zeigt sie aber nicht: „Nicht stören“ ist an, oder ein Programm füllt den Bildschirm.
delivery-shown = Sie wurde gezeigt. War nichts zu sehen, ist vielleicht „Nicht stören“ an.

## Antworten auf Befehle

order-pause-length = Eine Pause dauert eine Sekunde bis ein Jahr.
order-no-such-bell = Diese Meldung gibt es nicht.
order-address = { $sentence } Die Adresse ist { $address }
order-week-unknown = Diese Woche ist hier nicht bekannt. Bitte erst ansehen, dann erneut versuchen.
order-nothing-planned = Dann ist kein Stream geplant, also gibt es nichts für den Kalender.
order-not-understood = Dieser Befehl ist unverständlich. Stammt er von einer anderen Version?
order-too-long = Dieser Befehl ist zu lang.
order-no-text = Dieser Befehl ist kein Text.
order-no-greeting = Dies ist der lokale Socket von Swarmbell; die erste Zeile muss sagen, welche Version spricht.
calendar-unnamed = Stream

## Hinzugefügte Quellen

source-gone = Diese Quelle gibt es nicht mehr.
source-unknown = Diese Quelle gibt es nicht.
source-is-paused = Sie ist pausiert. Bitte erst wieder fortsetzen.
source-is-starting = Sie startet noch. Bitte einen Moment warten, dann erneut versuchen.
source-begun-anew = Die Verbindung wurde neu aufgebaut. Bitte erneut versuchen.
source-test-title = Eine Probe von Swarmbell
source-test-message = Sie ist den ganzen Weg gekommen.
source-test-taken = Der Server hat das Probe-Ereignis angenommen. Die Meldung folgt.
source-connected = Sie ist verbunden: Ereignisse werden gemeldet, sobald sie kommen.
source-connecting = Sie verbindet sich noch. Bitte einen Moment warten.
source-offers-nothing = Dieser Server verrät nicht, was es gibt. Bitte die Namen von Hand eingeben.
source-may-lack = Der Verlauf des Servers reicht nicht bis zu dem Moment zurück, in dem das Zuhören endete: was seitdem kam, fehlt vielleicht.
source-name-length = Bitte der Quelle einen Namen mit 1 bis { $most } Zeichen geben.
source-many-rules = Das sind zu viele Regeln: höchstens { $rules }, jede mit höchstens { $tests } Bedingungen.
source-many-channels = Das sind zu viele Kanäle: höchstens { $most }.
source-many = Das sind zu viele Quellen: höchstens { $most }.
relay-app-key = Bitte den Schlüssel der App eingeben. Der Betreiber des Servers kennt ihn.
relay-app-id = So kann die ID der App nicht lauten. Bitte weglassen oder vom Server kopieren.
relay-authoriser = Die Adresse, die Kanäle freigibt, ist so nicht brauchbar. Bitte ganz eingeben, beginnend mit https://.
relay-unknowable = Was inzwischen veröffentlicht wurde, ist nicht bekannt: das verrät ein Server nur mit ID und Secret der App.
shuriken-catalogue = Der Pfad des Katalogs beginnt mit einem Schrägstrich, etwa /api/v2/ws/streams.
shuriken-stream = So kann ein Stream nicht heißen. Bitte als name oder name?filter=value schreiben.
shuriken-unknowable = Was inzwischen über diese Streams kam, ist nicht bekannt: der Server verrät es nur einmal.

## Einstellungen

settings-no-such-language = Diese Sprache spricht Swarmbell nicht. Bitte eine aus der Liste wählen.
settings-many-keywords = Das sind zu viele Stichwörter: höchstens { $most }.
settings-long-keyword = Ein Stichwort ist zu lang: höchstens { $most } Zeichen.
settings-time-of-day = Bitte die Zeit in Stunden und Minuten angeben, etwa 22:00.
settings-reminder = Eine Erinnerung kommt höchstens einen Tag vor dem Stream.
settings-braces = Geschweifte Klammern bitte nur hinter dem Hostnamen.
settings-long-text = Dieser Text ist zu lang: höchstens { $most } Zeichen.
settings-unsaved = Die Einstellungen ließen sich nicht speichern ({ $error }): sie gelten, bis Swarmbell endet. Bitte ihren Ordner prüfen.
settings-broken-moved = Die Einstellungen waren nicht lesbar; es gelten die Vorgaben. Die Datei liegt nun unter { $path }.
settings-broken = Die Einstellungen waren nicht lesbar; es gelten die Vorgaben. Die Datei ließ sich nicht verschieben: { $path }.
settings-newer-moved = Die Einstellungen stammen von einer neueren Version; es gelten die Vorgaben. Die Datei liegt nun unter { $path }.
settings-newer = Die Einstellungen stammen von einer neueren Version; es gelten die Vorgaben. Die Datei ließ sich nicht verschieben: { $path }.
settings-some-lost = Einige Einstellungen waren nicht lesbar ({ $names }); für sie gelten die Vorgaben. { $file }
settings-old-kept = Die alte Datei liegt nun unter { $path }.
settings-old-is = Die Datei ist { $path }.

## Was Swarmbell sich merkt

journal-full = Der Datenträger ist voll: Swarmbell kann sich nicht merken, was es gemeldet hat. Bitte Platz schaffen.
journal-read-only = In den Ordner von Swarmbell kann nicht geschrieben werden: nach einem Neustart klingelt es vielleicht doppelt. Bitte die Zugriffsrechte prüfen.
journal-unwritable = Das Gedächtnis von Swarmbell lässt sich nicht schreiben: nach einem Neustart klingelt es vielleicht doppelt. Bitte prüfen, ob der Datenträger voll ist.
journal-corrupt = Das Gedächtnis von Swarmbell ist beschädigt.
journal-too-new = Das Gedächtnis von Swarmbell stammt von einer neueren Version.
journal-silent = Das Gedächtnis von Swarmbell antwortet nicht ({ $error }).
journal-value = Ein Wert ließ sich nicht ins Gedächtnis schreiben ({ $error }).
journal-moved = { $why } Es liegt nun unter { $path } und beginnt von vorn: was noch live ist, klingelt vielleicht noch einmal.
journal-emptied = Das Gedächtnis von Swarmbell war leer und beginnt von vorn: was noch live ist, klingelt vielleicht noch einmal.
journal-deleted = Das Gedächtnis von Swarmbell wurde gelöscht und beginnt von vorn: nach einem Neustart klingelt vielleicht noch einmal, was noch live ist.
journal-log-lost = Der jüngste Teil des Gedächtnisses von Swarmbell ging verloren: was kürzlich geklingelt hat, klingelt vielleicht noch einmal.
journal-damaged-again = Das Gedächtnis von Swarmbell wurde erneut beschädigt: nach einem Neustart klingelt es vielleicht doppelt. Bitte den Datenträger prüfen.

## Zwischen den Programmen von Swarmbell

bell-not-running = Swarmbell läuft nicht. Bitte erst starten.
bell-silent = Swarmbell antwortet nicht. Bitte beenden und neu starten.
bell-ended = Swarmbell wurde beendet.
bell-other-version = Das laufende Swarmbell ist eine andere Version. Bitte beenden und neu starten.
bell-unreadable = Die Antwort von Swarmbell war nicht lesbar. Bitte beenden und neu starten.
bell-stranger = Der lokale Socket von Swarmbell gehört einem anderen Benutzer. Es wurde nichts gesendet.
bell-unreachable = Swarmbell ist nicht erreichbar ({ $error }).
bell-already-running = Swarmbell läuft schon.
bell-no-socket = Swarmbell kann seinen lokalen Socket nicht öffnen ({ $error }). Bitte die Zugriffsrechte des Laufzeitordners prüfen.

## Start und Befehlszeile

start-no-threads = Das System gibt Swarmbell keine Threads: { $error }.
start-folder-held = Ein anderes Swarmbell, in einer anderen Sitzung, benutzt { $folder }. Bitte erst jenes beenden, dann dieses neu starten.
start-api-ignored = Swarmbell läuft schon; --api wird nicht beachtet. Für einen anderen Server bitte erst beenden.
start-no-toolkit = Die Desktop-Oberfläche ist nicht gestartet: { $error }.
start-no-home = Dieser Benutzer hat kein Heimatverzeichnis. Bitte HOME setzen und Swarmbell neu starten.
start-no-display = Es gibt keinen Desktop zum Klingeln: weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt.
start-silent-display = Es gibt keinen Desktop zum Klingeln: der Bildschirm antwortet nicht ({ $displays }).
cli-no-command = Diesen Befehl gibt es nicht.
cli-no-link = Diesen Link gibt es bei Swarmbell nicht.
cli-pause-time = Bitte eine Zeit angeben, etwa 45m, 1h oder tomorrow.
cli-pause-short = Eine Pause dauert mindestens eine Sekunde.
cli-pause-long = Eine Pause dauert höchstens ein Jahr.
cli-paste-token = API-Token einfügen und Enter drücken:
cli-paste-secret = Das Geheimnis von { $source } einfügen und Enter drücken:
cli-token-unread = Das Token ließ sich nicht von der Standardeingabe lesen.
cli-status-unwritten = Der Status ließ sich nicht schreiben: { $error }.
cli-live = Live
cli-live-titled = Live: { $title }
cli-paused = Pausiert { $words }
cli-quiet = Ruhezeit { $words }
autostart-refused = Das System hat es nicht angenommen. Die Systemeinstellungen zeigen, welche Programme bei der Anmeldung starten.
opener-no-browser = Der Browser ließ sich nicht starten. Bitte in den Systemeinstellungen einen Standardbrowser festlegen.

## Der Prozess des Fensters

window-not-opened = Das Fenster ließ sich nicht öffnen: { $error }.
window-not-started = Das Fenster ließ sich nicht starten: { $error }.
window-no-thread = Dieses Fenster kommt nicht von selbst nach vorn: das System gibt ihm keinen Thread.
window-saved-as = Gespeichert als { $path }.
window-not-saved = Die Datei ließ sich nicht speichern ({ $error }).
window-no-home = dieser Benutzer hat kein Heimatverzeichnis
window-page-crashed = Die Seite des Fensters ist dreimal abgestürzt. Gemeldet wird weiter. Zum Grafiktreiber siehe README.

## Der Ton der Glocke

sound-played = Die Glocke klingt. Ist nichts zu hören, ist vielleicht der Computer leise gestellt.
sound-silent = Die Lautstärke der Glocke ist 0. Bitte lauter stellen, dann erneut versuchen.
sound-no-output = Dieses System hat keine Tonausgabe. Bitte Lautsprecher oder Kopfhörer anschließen oder den Tondienst starten, dann erneut versuchen.
sound-no-answer = Das Tonsystem dieses Computers antwortet nicht. Bitte neu starten, dann erneut versuchen.
sound-full-screen = Etwas läuft im Vollbild. Bitte verlassen, dann erneut versuchen.
settings-volume = Die Lautstärke ist eine Zahl von 0 bis { $most }.

## Bilder

picture-none = Es gibt kein Bild zu zeigen.
picture-busy = Andere Bilder sind noch unterwegs. Bitte erneut versuchen.
picture-address = Das ist keine Adresse eines Bildes.

## Erinnerungen an einzelne Streams

remind-gone = Dieser Eintrag steht nicht mehr im Sendeplan. Bitte die Woche noch einmal ansehen.
remind-no-stream = Dann beginnt kein Stream, also gibt es nichts zu erinnern.
remind-on = Swarmbell erinnert { $length } vor dem Beginn daran.
remind-off = Swarmbell erinnert nicht daran.
remind-still = Nicht mehr eigens gewünscht. Die Erinnerung vor jedem Stream kommt weiterhin.
remind-many = Das sind zu viele Erinnerungen: höchstens { $most }.
