# Deutsch.

## The language about itself

language-name = Deutsch

## What the window's page says

page-locale = de-DE

## Was das Fenster sagt: das Ganze

page-app-name = Swarmbell
page-app-loading = Swarmbell wird gefragt …
page-app-unknown-failure = Das hat nicht geklappt, und Swarmbell hat nicht gesagt, warum. Versuch es noch einmal.
page-app-more = Mehr zeigen
page-app-not-now = Nicht jetzt
page-gone-title = Swarmbell läuft nicht. Starte es zuerst.
page-gone-body = Sobald es antwortet, ist alles wieder da.
page-gone-start = Swarmbell starten
page-gone-starting = Swarmbell startet …
page-gone-last-known = Unten steht, was zuletzt bekannt war.
page-closing-title = Deine Eingabe ist noch nicht gespeichert.
page-closing-body = Schließt du das Fenster noch einmal, geht sie verloren.
page-closing-stay = Fenster offen lassen
page-rooms-label = Bereiche
page-rooms-now = Jetzt
page-rooms-week = Woche
page-rooms-search = Suche
page-rooms-activity = Verlauf
page-rooms-settings = Optionen
page-status-retry = Erneut versuchen
page-status-fix = Beheben
page-status-gone = Nicht mit Swarmbell verbunden
page-status-level-good = Alles in Ordnung
page-status-level-busy = In Arbeit
page-status-level-needs-you = Eingriff nötig
page-status-next-try = nächster Versuch in { page-span.dative }
page-status-trying = wird gerade versucht
page-notices-title = Gut zu wissen
page-text-spoiler = Spoiler
page-text-spoiler-hint = Zum Aufdecken drücken

## Was das Fenster sagt: Zeiten und Dauern

page-span = { $shape ->
    [days] { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
    [days-hours] { $days ->
        [one] { $days } Tag { $hours } h
       *[other] { $days } Tage { $hours } h
    }
    [hours] { $hours } h
    [hours-minutes] { $hours } h { $minutes } min
    [minutes-seconds] { $minutes } min { $seconds } s
    [seconds] { $seconds } s
   *[minutes] { $minutes } min
}
    .dative = { $shape ->
        [days] { $days ->
            [one] { $days } Tag
           *[other] { $days } Tagen
        }
        [days-hours] { $days ->
            [one] { $days } Tag { $hours } h
           *[other] { $days } Tagen { $hours } h
        }
        [hours] { $hours } h
        [hours-minutes] { $hours } h { $minutes } min
        [minutes-seconds] { $minutes } min { $seconds } s
        [seconds] { $seconds } s
       *[minutes] { $minutes } min
    }
page-first-day = 0
page-date-short = { $weekday } { $day }.
page-date-month = { $weekday } { $day }. { $month }
page-date-year = { $weekday } { $day }. { $month } { $year }
page-date-range = { $first } – { $last }
page-date-clock = { $day } { $clock }
page-time-zone = Zeiten in { $zone }

## Was das Fenster sagt: Jetzt

page-now-title = Jetzt
page-now-soon = Die nächsten zwei Tage
page-now-live = Live
page-now-untitled = Der Stream ist live
page-now-watch = Ansehen
page-now-not-live = Nicht live
page-now-not-known = Live oder nicht? Noch nicht bekannt
page-now-no-week = Noch ist kein Sendeplan bekannt. Swarmbell fragt weiter nach.
page-now-nothing-planned = Für diese Woche ist nichts mehr geplant. Beginnt doch ein Stream, klingelt es.
page-now-week-over = Die neueste veröffentlichte Woche ist vorbei. Die nächste steht hier, sobald es sie gibt.
page-now-open-channel = Kanal öffnen
page-now-since = seit { $time }
page-now-just-started = gerade begonnen
page-now-viewers = { $count ->
    [one] { $count } Zuschauer
   *[other] { $count } Zuschauer
}
page-now-next = Nächster Stream · { $when }
page-now-next-kind = Nächster Stream · { $when } · { $kind }
page-now-planned = Geplant · { $when }
page-now-in-time = in { page-span.dative }
page-now-due = jetzt fällig
page-now-late = { page-span } Verspätung, noch nicht live
page-now-planned-ago = war vor { page-span.dative } geplant
page-subathon-title = Subathon
page-subathon-next = Nächstes Ziel
page-subathon-unnamed = Noch nicht bekannt
page-subathon-subs = { $count ->
    [one] { $count } Sub
   *[other] { $count } Subs
}
page-subathon-of = { $goal ->
    [one] { $subs } von { $goal } Sub
   *[other] { $subs } von { $goal } Subs
}
page-subathon-to-go = { $count ->
    [one] noch { $count } Sub
   *[other] noch { $count } Subs
}
page-subathon-at = { $count ->
    [one] bei { $count } Sub
   *[other] bei { $count } Subs
}
page-subathon-reached = { $goals ->
    [one] { $reached } von { $goals } Ziel erreicht
   *[other] { $reached } von { $goals } Zielen erreicht
}
page-first-title = Willkommen
page-first-tray = Schließt du das Fenster, bleibt Swarmbell im Infobereich; sein Symbol holt das Fenster zurück.
page-first-pin = Windows versteckt neue Symbole hinter dem Pfeil neben der Uhr. Zieh die Glocke von dort heraus, damit sie sichtbar bleibt.
page-first-done = Alles klar

## Was das Fenster sagt: der Sendeplan und seine Bilder

page-week-final = bestätigt
page-week-not-final = vorläufig: Tage können fehlen
page-week-today = Heute
page-week-nothing = Nichts geplant
page-week-not-known = Noch nichts bekannt
page-week-untitled = Ohne Titel
page-week-undated = Ohne Datum
page-week-heading = Sendeplan
page-week-empty = Noch ist keine Woche bekannt. Sie steht hier, sobald der Server eine genannt hat.
page-week-empty-week = Diese Woche wurde ohne einen einzigen Eintrag veröffentlicht.
page-week-before = Die Woche davor
page-week-next = Die Woche danach
page-week-pick = Alle Wochen
page-week-asking = Diese Woche wird abgefragt …
page-week-not-there = Diese Woche kennt der Server nicht.
page-week-menu-all = Mehr zu dieser Woche
page-week-save = Als Kalenderdatei speichern (.ics)
page-week-save-all = Woche als Kalenderdatei speichern (.ics)
page-week-google = In Google Kalender eintragen
page-week-google-all = In Google Kalender importieren
page-week-discord = Als Discord-Zeitstempel kopieren
page-week-discord-all = Woche für Discord kopieren
page-week-remind = Daran erinnern
page-week-remind-not = Nicht daran erinnern
page-week-remind-all = An alle kommenden Streams erinnern
page-week-remind-all-not = An keinen dieser Streams erinnern
page-week-reminded = Du wirst daran erinnert
page-week-copied = Kopiert.
page-week-not-copied = Das System hat den Text nicht angenommen. Versuch es noch einmal.
page-week-number = Woche { $week }
page-week-of-year = Woche { $week }, { $year }
page-week-position-past = Vergangene Woche
page-week-position-current = Diese Woche
page-week-position-coming = Kommende Woche
page-week-kind-normal = Stream
page-week-kind-offline = Offline
page-week-kind-canceled = Abgesagt
page-week-kind-tbd = Noch offen
page-week-kind-unknown = Unbekannt
page-week-as-of = Stand { $time }
page-week-day-today = { $day }, heute
page-week-menu-undated = Mehr zu diesem Eintrag
page-week-menu = Mehr zum Eintrag von { $when }
page-week-token = Für andere Wochen ein Token hinzufügen
page-week-token-hint = Ohne Token siehst du die neueste Woche und die, die Swarmbell sich gemerkt hat.
page-week-past-hide = Vergangenes ausblenden
page-week-past-show = { $count ->
    [one] { $count } vergangenen Eintrag zeigen
   *[other] { $count } vergangene Einträge zeigen
}
page-picture-none = Kein Bild
page-picture-live = Was im Stream zu sehen ist
page-picture-week = Das offizielle Bild dieser Woche
page-picture-look = Das offizielle Bild
page-picture-whole = Volle Größe
page-picture-fit = Einpassen
page-picture-close = Schließen

## Was das Fenster sagt: Suche

page-search-title = Im Sendeplan suchen
page-search-text = Text
page-search-year = Jahr
page-search-kind = Art
page-search-any = Alle
page-search-who = Wer
page-search-who-neuro = Neuro
page-search-who-evil = Evil
page-search-who-vedal = Vedal
page-search-who-collab = Collab
page-search-filters = { $count ->
    [0] Weitere Filter
   *[other] Weitere Filter · { $count } gesetzt
}
page-search-without = Ohne das Wort
page-search-ahead = Vergangenes ausblenden
page-search-devstreams = Nur Dev-Streams
page-search-devstream = Dev-Stream
page-search-too-short = Gib mindestens drei Buchstaben ein oder wähle jemanden bei „Wer“.
page-search-asking = Der Server wird gefragt …
page-search-kept-only = Das sind die Wochen, die dieser Computer kennt.
page-search-found = { $count ->
    [0] Nichts gefunden.
    [one] In { $count } Woche gefunden.
   *[other] In { $count } Wochen gefunden.
}
page-search-waits = Der Server nimmt die nächste Suche in { $seconds } s an.

## Was das Fenster sagt: Verlauf

page-activity-title = Verlauf
page-activity-source = Quelle
page-activity-what = Anzeigen
page-activity-any-source = Alle Quellen
page-activity-all = Alles
page-activity-rang = Was gemeldet wurde
page-activity-silent = Was stumm blieb
page-activity-asking = Der Verlauf wird abgefragt …
page-activity-nothing = Noch ist nichts geschehen. Hier steht, was gemeldet wird und was stumm bleibt.
page-activity-clear = Liste leeren
page-activity-clear-sure = Liste leeren? Deswegen klingelt nichts noch einmal.
page-activity-clear-yes = Leeren
page-activity-clear-no = Behalten
page-activity-later = erst verpasst, nachgeholt { $when }

## Was das Fenster sagt: Optionen

page-general-title = Allgemein
page-general-starts-at-login = Bei der Anmeldung starten
page-general-starts-in-tray = Ohne Fenster im Infobereich starten
page-general-starts-hidden = Ohne Fenster starten
page-general-language = Sprache
page-general-theme = Farben
page-general-themes-system = Automatisch
page-general-themes-light = Hell
page-general-themes-dark = Dunkel
page-general-hours = Uhrzeit
page-general-hours-names-system = Automatisch
page-general-hours-names-24 = 24 Stunden
page-general-hours-names-12 = 12 Stunden
page-general-first-day = Wochenbeginn
page-general-first-day-hint = Gilt, wo du Tage wählst, etwa bei Ruhezeiten. Eine veröffentlichte Woche behält ihre eigenen Tage.
page-general-first-days-system = Automatisch
page-general-first-days-monday = Montag
page-general-first-days-saturday = Samstag
page-general-first-days-sunday = Sonntag
page-about-title = Über
page-about-what = ein inoffizielles Fanprojekt
page-about-newer = Version { $version } ist da.
page-about-newer-open = Seite öffnen
page-about-updates = Neue Versionen melden
page-about-licences = Lizenzen
page-about-hosts = Von sich aus spricht es mit diesen Servern und mit denen, auf denen Bilder des Streams und der Woche liegen:
page-about-examine = Swarmbell prüfen
page-about-copy = Diagnose kopieren
page-about-asking = Wird geprüft …
page-about-report = Was die Prüfung ergab
page-about-safe = Darin steht kein Token, kein Geheimnis und nichts, was empfangen wurde.
page-bells-title = Meldungen
page-bells-hint = Was auf diesem Computer klingeln darf.
page-bells-kind = Ereignis
page-bells-ring = Melden
page-bells-sound = Ton
page-bells-through = Bei Ruhe
page-bells-empty = Noch sind keine Ereignisse bekannt.
page-bells-of = { $column }: { $kind }
page-pause-title = Pause
page-pause-hint = Eine Weile keine Meldungen. Was geschieht, bleibt erhalten.
page-pause-one-hour = 1 Stunde
page-pause-four-hours = 4 Stunden
page-pause-until-morning = Bis morgen früh
page-pause-resume = Pause beenden
page-pause-until = Stumm bis { $time }
page-quiet-title = Ruhezeiten
page-quiet-hint = Zu diesen Zeiten keine Meldungen. Was geschieht, bleibt erhalten.
page-quiet-on = Zu festen Zeiten stumm
page-quiet-from = Von
page-quiet-to = Bis
page-quiet-whole-day = Zweimal dieselbe Zeit bedeutet 24 Stunden.
page-quiet-days = Beginn am
page-quiet-no-days = Kein Tag ist gewählt: Es wird nie ruhig.
page-quiet-until = Ruhe bis { $time }
page-quiet-always = Rund um die Uhr Ruhe
page-quiet-through-count = { $count ->
    [0] Dann klingelt nichts. Was trotzdem klingeln darf, steht in der Tabelle der Meldungen.
    [one] { $count } Art von Meldung klingelt trotzdem, wie in der Tabelle der Meldungen gewählt.
   *[other] { $count } Arten von Meldungen klingeln trotzdem, wie in der Tabelle der Meldungen gewählt.
}
page-sound-title = Ton
page-sound-hint = Swarmbell hat eine eigene Glocke. Wann sie klingt, steht in der Tabelle.
page-sound-volume = Lautstärke
page-sound-test = Ton testen
page-sound-testing = Warten auf das Tonsystem …
page-sound-tested = Die Glocke klingt.
page-sound-level = { $percent ->
    [0] Stumm
   *[other] { $percent } %
}
page-reminder-title = Erinnerung
page-reminder-hint = Wie lange vor einem geplanten Stream du erinnert wirst.
page-reminder-off = Aus
page-reminder-silent = Erinnerungen bleiben stumm: Die Meldung „{ $bell }“ ist aus.
page-keywords-title = Stichwörter
page-keywords-hint = Titel, Kategorien, Tags und Namen werden danach durchsucht. Je Zeile eines, oder mit Kommas dazwischen.
page-keywords-only = Nur melden bei
page-keywords-only-hint = Leer: Alles wird gemeldet.
page-keywords-never = Nie melden bei
page-keywords-never-hint = Das hat Vorrang, wo beides gefunden wird.
page-keywords-limits = Ein Teil eines Wortes genügt, Groß- und Kleinschreibung ist egal. Höchstens 300 Zeichen je Feld.
page-live-opens-title = Ein Klick auf eine Live-Meldung öffnet
page-live-opens-channel = Die Seite des Kanals
page-live-opens-popout = Nur den Player
page-live-opens-template = Eine eigene Adresse
page-live-opens-address = Adresse
page-live-opens-example = https://example.com/{ "{channel}" }
page-live-opens-hint = Hinter dem Hostnamen einer https-Adresse werden { "{channel}" }, { "{id}" } und { "{title}" } ausgefüllt.
page-token-title = Token
page-token-absent = Swarmbell sieht einmal pro Minute nach. Mit einem API-Token kommen Meldungen sofort, dazu Raids und das Archiv.
page-token-add = Token hinzufügen
page-token-field = API-Token
page-token-where = Ein Token gibt es im Dashboard nach einer Anmeldung bei Twitch.
page-token-dashboard = Dashboard öffnen
page-token-save = Testen und speichern
page-token-testing = Wird beim Server geprüft …
page-token-saved = Das Token funktioniert und ist gespeichert.
page-token-asking = Der Schlüsselbund wird nach dem Token gefragt …
page-token-kept = Dein Token liegt im Schlüsselbund dieses Systems.
page-token-this-run-only = Dein Token bleibt, bis Swarmbell endet.
page-token-locked = Der Schlüsselbund ist gesperrt.
page-token-timed-out = Der Schlüsselbund antwortet nicht.
page-token-denied = Der Schlüsselbund weist Swarmbell ab.
page-token-unusable = Was im Schlüsselbund liegt, kann das Token nicht sein.
page-token-ask-again = Erneut fragen
page-token-replace = Ersetzen
page-token-forget = Vergessen
page-token-forget-sure = Das Token vergessen? Swarmbell sieht dann einmal pro Minute nach.
page-token-forget-yes = Vergessen
page-token-forget-no = Behalten
page-token-forgotten = Das Token ist vergessen.
page-test-title = Probeklingeln
page-test-hint = So siehst du, wie eine Meldung aussieht und ob dein Desktop sie zeigt.
page-test-send = Probe senden
page-test-sending = Warten auf den Desktop …
page-test-sent = Der Desktop hat die Benachrichtigung angenommen.

## Was das Fenster sagt: Quellen

page-sources-title = Quellen
page-sources-hint = Worauf Swarmbell hört. Neben NeuroInfoAPI können hier andere Ereignisdienste klingeln.
page-sources-neuro = NeuroInfoAPI
page-sources-always = Immer da
page-sources-token = Token …
page-sources-fix-long = NeuroInfoAPI beheben: zum Token
page-sources-add = Quelle hinzufügen
page-sources-choose = Worauf soll Swarmbell hören?
page-sources-added = Hinzugefügt.
page-sources-saved = Gespeichert.
page-sources-paused = Pausiert
page-sources-never-heard = Noch kein Ereignis seit dem Start
page-sources-refused = Abgelehnt
page-sources-test = Test
page-sources-testing = Wird ausprobiert …
page-sources-tested = Es klappt.
page-sources-pause = Pausieren
page-sources-go-on = Fortsetzen
page-sources-edit = Ändern
page-sources-opening = Die Einstellungen werden abgefragt …
page-sources-remove = Entfernen
page-sources-remove-yes = Entfernen
page-sources-remove-no = Behalten
page-sources-secret-state-absent = nicht hinterlegt
page-sources-secret-state-asking = Schlüsselbund wird gefragt
page-sources-secret-state-kept = gespeichert
page-sources-secret-state-this-run-only = bis Swarmbell endet
page-sources-secret-state-locked = Schlüsselbund gesperrt
page-sources-secret-state-timed-out = Schlüsselbund antwortet nicht
page-sources-secret-state-denied = Schlüsselbund weist ab
page-sources-secret-state-unusable = unbrauchbar
page-sources-removed = „{ $name }“ ist entfernt.
page-sources-remove-sure = „{ $name }“ entfernen? Regeln und Geheimnis werden mit entfernt.
page-sources-last-event-now = Letztes Ereignis gerade eben
page-sources-last-event = Letztes Ereignis vor { page-span.dative }
page-sources-heard = { $count ->
    [one] { $count } Ereignis seit dem Start
   *[other] { $count } Ereignisse seit dem Start
}
page-secret-absent = Nicht hinterlegt.
page-secret-asking = Der Schlüsselbund wird gefragt …
page-secret-kept = Im Schlüsselbund dieses Systems gespeichert.
page-secret-this-run-only = Gespeichert, bis Swarmbell endet.
page-secret-unusable = Was im Schlüsselbund liegt, ist unbrauchbar.
page-secret-add = Eingeben
page-secret-testing = Wird beim Server geprüft …
page-secret-saved = Funktioniert und ist gespeichert.
page-secret-forget-sure = Wirklich vergessen?
page-secret-forget-sure-needed = Wirklich vergessen? Dann hört Swarmbell hier nichts mehr.
page-secret-forgotten = Vergessen.
page-systems-relay-name = Relay
page-systems-relay-about = Kanäle deines oder eines befreundeten Servers: Builds, Deploys, alles, was ein Programm veröffentlicht.
page-systems-relay-secret-hint = Öffentliche Kanäle brauchen kein Geheimnis. Mit dem App-Secret kann Swarmbell die Kanäle auflisten, sagen, was du verpasst hast, und ein Probe-Ereignis senden. Wer es hat, darf auch veröffentlichen.
page-systems-relay-secret-where = Der Betreiber des Servers kennt es.
page-systems-relay-names = Kanäle
page-systems-relay-names-hint = Je Zeile einer. Was mit private- oder presence- beginnt, muss jemand freigeben.
page-systems-relay-by-default = Jedes Ereignis wird gemeldet.
page-systems-shuriken-name = Shuriken
page-systems-shuriken-about = Kryptohandel: Alpha-Signale, Swaps, Kontostände und Nachrichten zu deinem Portfolio.
page-systems-shuriken-secret-hint = Ohne Agent-Schlüssel hört Swarmbell nichts.
page-systems-shuriken-secret-where = Agent-Schlüssel erstellst du im Terminal von Shuriken, das sie nur einmal zeigt. Sie beginnen mit sk_.
page-systems-shuriken-names = Streams
page-systems-shuriken-names-hint = Je Zeile einer, etwa alpha.signalFeedGlobal. Ist der Schlüssel gespeichert, bietet „Ändern“ die des Servers zur Auswahl.
page-systems-shuriken-by-default = Alpha-Signale, Nachrichten zum Portfolio und Automationen werden gemeldet; Handel und Kontostände bleiben stumm.
page-systems-vera-name = Vera
page-systems-vera-about = Nachrichten, jede mit den Prognosemärkten, die sie betrifft.
page-systems-vera-secret-hint = Ohne API-Schlüssel hört Swarmbell nichts.
page-systems-vera-secret-where = API-Schlüssel erstellst du in deinem Konto bei Vera. Sie beginnen mit vera_live_.
page-systems-vera-names = Märkte
page-systems-vera-names-hint = Ihre IDs, je Zeile eine, etwa polymarket_0x3a01.
page-systems-vera-by-default = Jede Nachricht wird gemeldet.
page-form-save = Speichern
page-form-add-it = Hinzufügen
page-form-saving = Wird gespeichert …
page-form-cancel = Abbrechen
page-form-name = Name
page-form-name-hint = Wie du sie nennst. Der Name steht vor ihren Meldungen.
page-form-server = Server
page-form-server-moves = Das Geheimnis bleibt bei seinem Server: Für einen anderen gib es neu ein.
page-form-more = Mehr
page-form-relay-example = https://relay.example.org
page-form-relay-hint = http ist nur für diesen Computer, etwa http://localhost:6001.
page-form-relay-app-key = Schlüssel der App
page-form-relay-app-key-hint = Er öffnet die Verbindung. Er ist kein Geheimnis.
page-form-relay-app-id = ID der App
page-form-relay-app-id-hint = Nur zusammen mit dem App-Secret nötig.
page-form-relay-authoriser = Private Kanäle und Presence-Kanäle
page-form-relay-nobody = Nicht zuhören
page-form-relay-server = Der Server selbst gibt frei
page-form-relay-endpoint = Eine Anwendung gibt frei
page-form-relay-endpoint-address = Ihre Adresse
page-form-relay-endpoint-example = https://app.example.org/broadcasting/auth
page-form-relay-endpoint-unreadable = Gib die ganze Adresse an, die private Kanäle freigibt, etwa https://app.example.org/auth.
page-form-shuriken-catalogue = Pfad des Stream-Katalogs
page-form-shuriken-catalogue-hint = Leer: Die bekannten Streams werden angeboten.
page-form-vera-stream = Server, der sendet
page-form-vera-api = Server, der gefragt wird
page-form-vera-hint = Der Schlüssel geht an diese beiden Server und an keinen anderen.
page-form-vera-relevance = Nachrichten dieser Relevanz für ihre Märkte
page-form-vera-any-relevance = Nichts ist gewählt: Alle Nachrichten kommen.
page-form-add = Neue Quelle: { $system }
page-form-edit = „{ $name }“ ändern
page-offered-show = Aus einer Liste wählen
page-offered-asking = Der Server wird gefragt, was es gibt …
page-offered-search = In der Liste suchen
page-offered-none = Der Server nennt gerade nichts.
page-offered-no-match = Nichts heißt so.
page-offered-list = Was es gibt
page-offered-add-it = Hinzufügen

## Was das Fenster sagt: Regeln

page-rules-title = Regeln
page-rules-none = Es gibt keine eigenen Regeln:
page-rules-order = Die erste passende Regel entscheidet. Wenn keine passt:
page-rules-add = Regel hinzufügen
page-rules-earlier = Nach vorn
page-rules-later = Nach hinten
page-rules-remove = Regel entfernen
page-rules-verdict = Ein solches Ereignis
page-rules-rings = Klingelt
page-rules-silent = Bleibt stumm
page-rules-sound = Mit dem Ton der Glocke
page-rules-through = Auch in Ruhezeiten
page-rules-kinds = Arten von Ereignissen
page-rules-kinds-hint = Je Zeile eine, leer für alle. build.* meint alle, die mit „build.“ beginnen.
page-rules-channels-hint = Je Zeile einer, leer für alle.
page-rules-relevance = Relevanz
page-rules-relevance-hint = Jede, wenn nichts gewählt ist.
page-rules-conditions = Bedingungen
page-rules-conditions-hint = Alle müssen zutreffen. Sie gelten für die Daten des Ereignisses selbst.
page-rules-add-condition = Bedingung hinzufügen
page-rules-remove-condition = Entfernen
page-rules-field = Feld
page-rules-field-example = token.symbol
page-rules-comparison = Vergleich
page-rules-value = Wert
page-rules-says = Mit eigenen Worten melden
page-rules-ring-title = Titel
page-rules-ring-title-example = { "{title}" }
page-rules-ring-body = Text
page-rules-ring-body-example = { "{message}" }
page-rules-page = Ein Klick öffnet
page-rules-page-example = https://example.com/{ "{id}" }
page-rules-says-hint = { "{title}" } wird aus dem Ereignis ausgefüllt, { "{title|name}" } aus dem ersten Feld, das es hat. { "{@kind}" }, { "{@channel}" } und { "{@source}" } sind von jedem Ereignis bekannt. Geöffnet wird nur https.
page-rules-relevances-high = Hoch
page-rules-relevances-moderate = Mittel
page-rules-relevances-low = Gering
page-rules-comparisons-equals = ist
page-rules-comparisons-differs = ist nicht
page-rules-comparisons-contains = enthält
page-rules-comparisons-at-least = mindestens
page-rules-comparisons-at-most = höchstens
page-rules-comparisons-present = vorhanden
page-rules-condition = Bedingung { $number }
page-rules-remove-condition-long = Bedingung { $number } entfernen
page-rules-sentence = { $rings ->
    [yes] Klingelt bei
   *[no] Bleibt stumm bei
} { $kinds ->
    [0] allem
   *[other] { $kindNames }
}{ $channels ->
    [0] { "" }
   *[other] { " " }in { $channelNames }
}{ $levels ->
    [0] { "" }
   *[other] , wenn die Relevanz { $levelNames } ist
}{ $tests ->
    [0] { "" }
   *[other] , falls gilt: { $testNames }
}{ $own ->
    [yes] , mit eigenen Worten
   *[no] { "" }
}.
page-rules-sentence-high = hoch
page-rules-sentence-moderate = mittel
page-rules-sentence-low = gering
page-rules-sentence-equals = { $field } ist { $value }
page-rules-sentence-differs = { $field } ist nicht { $value }
page-rules-sentence-contains = { $field } enthält { $value }
page-rules-sentence-at-least = { $field } ist mindestens { $value }
page-rules-sentence-at-most = { $field } ist höchstens { $value }
page-rules-sentence-present = { $field } ist vorhanden
page-rules-sentence-empty = leer

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
   *[token] aus dem API-Dashboard
    [app-secret] aus den Einstellungen des Relay-Servers
    [agent-key] aus dem Terminal von Shuriken
    [api-key] aus deinem Konto bei Vera
}
secret-empty = { secret-name.start } ist leer. Füge { secret-name.accusative } { secret-from } ein.
secret-not-header-safe = { secret-name.start } enthält einen Zeilenumbruch oder ein Zeichen, das dort nicht vorkommt. Kopiere { secret-name.accusative } noch einmal.
secret-too-long = { secret-name.start } ist länger als möglich. Kopiere { secret-name.accusative } noch einmal.

## Was mit einem Server nicht stimmt: was geschehen ist und was zu tun ist

fault-token-refused = Der Server hat { secret-name.accusative } abgelehnt. Füge { secret-name.another } { secret-from } ein.
fault-account-blocked = Der Server hat dieses Konto gesperrt. Frag beim Betreiber nach und füge dann { secret-name.another } ein.
fault-past-due = Für das Konto ist eine Zahlung offen, oder es ist gesperrt. Kläre das mit dem Dienst und versuch es dann noch einmal.
fault-token-dropped = { secret-name.start } kam beim Server nicht an. Prüfe, ob ein Proxy den Authorization-Header entfernt.
fault-ticket-refused = Der Server hat das Ticket für diese Verbindung abgelehnt. Swarmbell holt ein neues.
fault-not-found = Unter dieser Adresse gibt es den Ereignisdienst nicht. Prüfe die Adresse oder suche nach einem Update von Swarmbell.
fault-needs-token = Das verrät der Server nur mit { secret-name.dative }. Füge { secret-name.accusative } { secret-from } ein.
fault-not-offered = Das bietet der Server nicht an.
fault-bad-question = Danach kann der Server nicht suchen. Ändere die Suche und versuch es noch einmal.
fault-app-unknown = Der Server kennt diese App nicht. Prüfe Schlüssel und ID der App und verbinde dich dann neu.
fault-needs-app-id = Das verrät der Server nur zu einer App. Gib die ID der App ein.
fault-closed-for-good = Der Server hat diese Verbindung abgelehnt (Code { $code }). Frag beim Betreiber nach und verbinde dich dann neu.
fault-channel-refused = Der Server hat einen Kanal abgelehnt. Prüfe, wie er heißt und wer ihn freigibt.
fault-needs-authoriser = Einen privaten Kanal muss jemand freigeben. Trage ein, wer das tut, oder entferne den Kanal.
fault-authoriser-refused = Die Adresse, die Kanäle freigibt, hat diesen abgelehnt. Frag beim Betreiber nach Zugang oder entferne den Kanal.
fault-authoriser-failed = Die Adresse, die Kanäle freigibt, hat nichts Brauchbares geantwortet. Prüfe diese Adresse; Swarmbell versucht es weiter.
fault-stream-refused = { secret-name.start } öffnet { $stream } nicht. Füge { secret-name.another } mit der Berechtigung dafür ein.
fault-key-wanted-elsewhere = Der Server wollte, dass { secret-name.nominative } an einen anderen Server geht; das ist nicht geschehen. Frag beim Betreiber nach.
fault-unsafe-address = Der Server hat eine Adresse genannt, die für eine Verbindung nicht sicher ist. Frag beim Betreiber nach.
fault-too-many-connections = Alle { $limit } Verbindungen { secret-name.genitive } sind belegt. Beende Swarmbell auf einem anderen Gerät.
fault-too-much-wanted = Der Server nimmt höchstens { $limit } Abonnements an. Entferne einige, damit die übrigen ankommen.
fault-too-much-missed = Es wurde mehr verpasst, als Swarmbell abfragt. Der Rest steht auf den Seiten des Dienstes.
fault-rate-limited = Der Server hat um eine Pause gebeten. Swarmbell versucht es in { $seconds } s erneut.
fault-server-error = Der Server hat ein Problem (Fehler { $status }). Swarmbell versucht es weiter.
fault-withdrawn = Der Server versteht diese Swarmbell-Version nicht mehr. Suche nach einem Update; Swarmbell versucht es weiter.
fault-refused = Der Server hat unerwartet abgelehnt ({ $status }). Swarmbell versucht es weiter.
fault-unreadable = Die Antwort des Servers war nicht lesbar. Swarmbell versucht es weiter.
fault-sign-in-page = Statt des Servers hat eine Webseite geantwortet. Prüfe die Adresse und im Browser, ob dieses Netz erst eine Anmeldung verlangt.
fault-closed = Der Server hat die Verbindung geschlossen. Swarmbell verbindet sich neu.
fault-silent = Die Verbindung ist verstummt. Swarmbell verbindet sich neu.
fault-timed-out = Der Server hat nicht rechtzeitig geantwortet. Swarmbell versucht es weiter.
fault-no-address = Kein Netz, oder der Name des Servers ist unbekannt. Swarmbell versucht es weiter.
fault-unreachable = Der Server ist nicht erreichbar. Swarmbell versucht es weiter.
fault-tls = Es kam keine sichere Verbindung zustande. Prüfe die Uhr und die Anmeldeseite des Netzes.

## Adressen, die nicht gehen

web-invalid = Das ist keine Webadresse.
web-not-https = Geöffnet werden nur https-Links.
web-user-info = Links mit einem Benutzernamen darin werden nicht geöffnet.
web-too-long = Dieser Link ist zum Öffnen zu lang.
origin-invalid = Gib den Server als https://host an, ohne etwas dahinter.
origin-cleartext = Ein fremder Server muss über https erreichbar sein; http ist nur für diesen Computer.

## Zeiten und Zahlen

# Eine Uhrzeit, wie auch das Fenster sie schreibt. $hours ist, wie die Stunden gezählt werden, wo das jemand gewählt hat;
# der Stern steht bei dem, was in dieser Sprache üblich ist.
time-of-day = { $hours ->
    [twelve] { $twelfth }:{ $minute } { $half ->
        [am] AM
       *[pm] PM
    }
   *[twenty-four] { $hour }:{ $minute }
}
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
live-since = { $who } ist seit { $time } live
live-back = { $who } ist wieder online
live-late = { $length } Verspätung
live-early = { $length } früher als geplant
live-secret = Der geheime Account ist live
live-changed = Der Stream hat sich geändert
live-ended = Der Stream ist zu Ende
live-missed = Du hast einen Stream verpasst
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
change-off-now = { $which } fällt aus
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
    [trade] { $author } hat zu einem Handel geschrieben
   *[unknown] { $author } hat geschrieben
}
trade-bought = { $token } gekauft
trade-bought-for = { $token } für { $usd } $ gekauft
trade-sold = { $token } verkauft
trade-sold-for = { $token } für { $usd } $ verkauft
trade-each = je { $price } $
task-moved-on = Es geht weiter: { $kind }
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
ring-update-title = Swarmbell { $version } ist da
ring-update-body = Ein Klick öffnet die Seite dazu. In den Optionen unter „Über“ kannst du das abstellen.
ring-stays-title = Swarmbell läuft weiter
ring-stays-in-tray = Es hört weiter zu. Beenden kannst du es im Menü seines Symbols.
ring-stays-unseen = Es hört ohne Symbol weiter zu. Starte es noch einmal, um sein Fenster zu sehen; „swarmbell quit“ beendet es.
ring-more-happened = { $count ->
    [one] { $count } weiteres Ereignis
   *[other] { $count } weitere Ereignisse
}
ring-away = Während du weg warst
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
verdict-superseded = nicht gemeldet: hat sich erneut geändert
verdict-by-number = als Anzahl gemeldet
verdict-undelivered = nicht zugestellt
verdict-silenced = stumm ({ $reason })
silenced-before = vorher bekannt
silenced-switched-off = ausgeschaltet
silenced-other-week = andere Woche
silenced-nothing-ahead = nichts Kommendes geändert
silenced-only = keines deiner Stichwörter
silenced-never = nie: { $phrase }
silenced-paused = pausiert
silenced-quiet-hours = Ruhezeiten
silenced-do-not-disturb = Nicht stören
silenced-full-screen = Vollbild

## Der Infobereich

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
tray-no-host = Dieser Desktop zeigt keine Symbole im Infobereich. Swarmbell klingelt weiter; starte es noch einmal, um sein Fenster zu sehen.

## Wie es steht, in einem Satz

status-needs-you = Eingriff nötig: { $what }
status-needs-you-of = Eingriff nötig: { $name }: { $what }
status-needs-you-meanwhile = Eingriff nötig: { $what } Meldungen kommen weiterhin.
status-polled-meanwhile = { $sentence } Bis dahin sieht Swarmbell einmal pro Minute nach.
status-starting = Startet
status-connecting = Verbindet sich
status-connecting-to = Verbindet sich mit { $name }
status-connected = Verbunden
status-connected-since = Verbunden · seit { $time }
status-polling = Sieht einmal pro Minute nach.
status-reconnecting = Verbindet sich neu. { $reason }
status-reconnecting-to = Verbindet sich neu mit { $name }. { $reason }
status-paused = Pausiert
status-interface-ends = Die Schnittstelle { $version } des Servers soll am { $day } enden.
status-interface-old = Der Server spricht die alte Schnittstelle { $version }.

## Geheimnisse und der Schlüsselbund

token-add = Mit einem API-Token kommen Meldungen sofort.
token-this-run-linux = Kein Schlüsselbund hat { secret-name.accusative } angenommen. Behalten wird { secret-name.nominative } nur, bis Swarmbell endet. Starte gnome-keyring oder KWallet und speichere erneut.
token-this-run = Kein Schlüsselbund hat { secret-name.accusative } angenommen. Behalten wird { secret-name.nominative } nur, bis Swarmbell endet. Speichere erneut, sobald der Schlüsselbund funktioniert.
token-locked-linux = Der Schlüsselbund ist gesperrt. Entsperre ihn (in Seahorse, KWalletManager) oder melde dich neu an, dann versuch es noch einmal.
token-locked = Der Schlüsselbund ist gesperrt. Entsperre ihn oder melde dich neu an, dann versuch es noch einmal.
token-timed-out = Der Schlüsselbund antwortet nicht. Suche nach seiner Passwortabfrage, dann versuch es noch einmal.
token-denied = Der Schlüsselbund hat Swarmbell abgewiesen. Erlaube es in seinen Einstellungen, dann versuch es noch einmal.
token-unusable = Was im Schlüsselbund liegt, kann { secret-name.nominative } nicht sein. Füge { secret-name.accusative } erneut { secret-from } ein.
keyring-found = { secret-name.start } ist im Schlüsselbund.
keyring-absent = Im Schlüsselbund ist kein { secret-name }.
keyring-no-service = Dieses System hat keinen Schlüsselbund-Dienst. Starte einen, dann versuch es noch einmal.
keyring-locked = Der Schlüsselbund ist gesperrt. Entsperre ihn, dann versuch es noch einmal.
keyring-timed-out = Der Schlüsselbund antwortet nicht. Suche nach seiner Passwortabfrage.
keyring-denied = Der Schlüsselbund hat Swarmbell abgewiesen. Erlaube es in seinen Einstellungen, dann versuch es noch einmal.
keyring-still-kept = Das Geheimnis einer entfernten oder geänderten Quelle ist noch im Schlüsselbund. Entferne es dort: Sein Name beginnt mit Swarmbell.
keyring-label = Swarmbell: Token für { $origin }
trial-works-first = Es klappt: Meldungen kommen jetzt sofort.
trial-works = Es klappt.
trial-untested-kept = { secret-name.start } ließ sich nicht prüfen, ist aber gespeichert. { $reason }
trial-untested = { secret-name.start } ließ sich nicht prüfen. { $advice }
trial-moved = Die Quelle wurde geändert, bevor { secret-name.nominative } geprüft war. Gib { secret-name.accusative } noch einmal ein.
trial-another = Swarmbell prüft gerade schon { secret-name.another }. Warte einen Moment.
trial-when-it-goes-on = Geprüft wird, sobald die Quelle weiterläuft.
trial-forgotten = { secret-name.start } wurde vergessen, bevor die Prüfung fertig war.
token-removed = { secret-name.start } wurde entfernt.
token-still-kept = { secret-name.start } wird nicht mehr benutzt, liegt aber noch im Schlüsselbund. { $advice }

## Meldungen, die nicht ankommen

delivery-no-server = Dieser Desktop hat keinen Benachrichtigungsdienst. Starte einen, dann sende eine Probe.
delivery-timed-out = Der Benachrichtigungsdienst antwortet nicht. Starte ihn neu, dann sende eine Probe.
delivery-denied = Das System erlaubt Swarmbell keine Benachrichtigungen. Erlaube sie in den Systemeinstellungen.
delivery-refused = Der Benachrichtigungsdienst hat die Meldung abgelehnt. Sende eine Probe.
delivery-do-not-disturb = Der Desktop hat sie angenommen, zeigt sie aber nicht: „Nicht stören“ ist an.
delivery-full-screen = Der Desktop hat sie angenommen, zeigt sie aber nicht: Ein Programm läuft im Vollbild.
delivery-shown = Sie wurde gezeigt. Hast du nichts gesehen, ist vielleicht „Nicht stören“ an.

## Antworten auf Befehle

order-pause-length = Eine Pause dauert eine Sekunde bis ein Jahr.
order-no-such-bell = Diese Meldung gibt es nicht.
order-address = { $sentence } Die Adresse ist { $address }
order-week-unknown = Diese Woche ist hier nicht bekannt. Sieh sie dir erst an, dann versuch es noch einmal.
order-nothing-planned = Zu dieser Zeit ist kein Stream geplant, also gibt es nichts für den Kalender.
order-no-releases = Dieser Build von Swarmbell weiß nicht, wo neuere Versionen erscheinen.
order-no-dashboard = Dieser Server wird nicht über https erreicht, und nur https-Seiten werden geöffnet.
order-not-understood = Dieser Befehl ist unverständlich. Stammt er von einer anderen Version?
order-too-long = Dieser Befehl ist zu lang.
order-no-text = Dieser Befehl ist kein Text.
order-no-greeting = Dies ist der lokale Socket von Swarmbell; die erste Zeile muss sagen, welche Version spricht.
calendar-unnamed = Stream

## Hinzugefügte Quellen

source-gone = Diese Quelle gibt es nicht mehr.
source-unknown = Diese Quelle gibt es nicht.
source-is-paused = Sie ist pausiert. Setze sie erst fort.
source-is-starting = Sie startet noch. Warte einen Moment, dann versuch es noch einmal.
source-begun-anew = Die Verbindung wurde neu aufgebaut. Versuch es noch einmal.
source-test-title = Eine Probe von Swarmbell
source-test-message = Sie ist den ganzen Weg gekommen.
source-test-taken = Der Server hat das Probe-Ereignis angenommen. Die Meldung folgt.
source-connected = Sie ist verbunden: Ereignisse werden gemeldet, sobald sie kommen.
source-connecting = Sie verbindet sich noch. Warte einen Moment.
source-offers-nothing = Dieser Server verrät nicht, was es gibt. Gib die Namen von Hand ein.
source-may-lack = Der Verlauf des Servers reicht nicht bis zu dem Moment zurück, in dem das Zuhören endete: Was seitdem kam, fehlt vielleicht.
source-name-length = Gib der Quelle einen Namen mit 1 bis { $most } Zeichen.
source-many-rules = Das sind zu viele Regeln: höchstens { $rules }, jede mit höchstens { $tests } Bedingungen.
source-many-channels = Das sind zu viele Kanäle: höchstens { $most }.
source-many = Das sind zu viele Quellen: höchstens { $most }.
relay-app-key = Gib den Schlüssel der App ein. Der Betreiber des Servers kennt ihn.
relay-app-id = So kann die ID der App nicht lauten. Lass sie weg oder kopiere sie vom Server.
relay-authoriser = Die Adresse, die Kanäle freigibt, ist so nicht brauchbar. Gib sie ganz ein, beginnend mit https://.
relay-unknowable = Was inzwischen veröffentlicht wurde, ist nicht bekannt: Das verrät ein Server nur mit ID und Secret der App.
shuriken-catalogue = Der Pfad des Katalogs beginnt mit einem Schrägstrich, etwa /api/v2/ws/streams.
shuriken-stream = So kann ein Stream nicht heißen. Schreibe ihn als name oder name?filter=value.
shuriken-unknowable = Was inzwischen über diese Streams kam, ist nicht bekannt: Der Server verrät es nur einmal.

## Einstellungen

settings-no-such-language = Diese Sprache spricht Swarmbell nicht. Wähle eine aus der Liste.
settings-much-of-keywords = Die Stichwörter sind zusammen zu lang: höchstens { $most } Zeichen.
settings-time-of-day = Gib die Zeit in Stunden und Minuten an, etwa 22:00.
settings-reminder = Eine Erinnerung kommt höchstens einen Tag vor dem Stream.
settings-braces = Was in geschweiften Klammern steht, gehört hinter den Hostnamen.
settings-long-text = Dieser Text ist zu lang: höchstens { $most } Zeichen.
settings-unsaved = Deine Einstellungen ließen sich nicht speichern ({ $error }): Sie gelten, bis Swarmbell endet. Prüfe ihren Ordner.
settings-broken-moved = Deine Einstellungen waren nicht lesbar; es gelten die Vorgaben. Die Datei liegt nun unter { $path }.
settings-broken = Deine Einstellungen waren nicht lesbar; es gelten die Vorgaben. Die Datei ließ sich nicht verschieben: { $path }.
settings-newer-moved = Deine Einstellungen stammen von einer neueren Version; es gelten die Vorgaben. Die Datei liegt nun unter { $path }.
settings-newer = Deine Einstellungen stammen von einer neueren Version; es gelten die Vorgaben. Die Datei ließ sich nicht verschieben: { $path }.
settings-some-lost = Einige deiner Einstellungen waren nicht lesbar ({ $names }); für sie gelten die Vorgaben. { $file }
settings-old-kept = Die alte Datei liegt nun unter { $path }.
settings-old-is = Die Datei ist { $path }.

## Was Swarmbell sich merkt

journal-full = Der Datenträger ist voll: Swarmbell kann sich nicht merken, was es gemeldet hat. Schaffe Platz.
journal-read-only = In den Ordner von Swarmbell kann nicht geschrieben werden: Nach einem Neustart klingelt es vielleicht doppelt. Prüfe die Zugriffsrechte.
journal-unwritable = Das Gedächtnis von Swarmbell lässt sich nicht schreiben: Nach einem Neustart klingelt es vielleicht doppelt. Prüfe, ob der Datenträger voll ist.
journal-corrupt = Das Gedächtnis von Swarmbell ist beschädigt.
journal-too-new = Das Gedächtnis von Swarmbell stammt von einer neueren Version.
journal-silent = Das Gedächtnis von Swarmbell antwortet nicht ({ $error }).
journal-value = Ein Wert ließ sich nicht ins Gedächtnis schreiben ({ $error }).
journal-moved = { $why } Es liegt nun unter { $path } und beginnt von vorn: Was noch live ist, klingelt vielleicht noch einmal.
journal-emptied = Das Gedächtnis von Swarmbell war leer und beginnt von vorn: Was noch live ist, klingelt vielleicht noch einmal.
journal-deleted = Das Gedächtnis von Swarmbell wurde gelöscht und beginnt von vorn: Nach einem Neustart klingelt vielleicht noch einmal, was noch live ist.
journal-log-lost = Der jüngste Teil des Gedächtnisses von Swarmbell ging verloren: Was kürzlich geklingelt hat, klingelt vielleicht noch einmal.
journal-damaged-again = Das Gedächtnis von Swarmbell wurde erneut beschädigt: Nach einem Neustart klingelt es vielleicht doppelt. Prüfe den Datenträger.

## Zwischen den Programmen von Swarmbell

bell-not-running = Swarmbell läuft nicht. Starte es zuerst.
bell-silent = Swarmbell antwortet nicht. Beende es und starte es neu.
bell-ended = Swarmbell wurde beendet.
bell-other-version = Das laufende Swarmbell ist eine andere Version. Beende es und starte es neu.
bell-unreadable = Die Antwort von Swarmbell war nicht lesbar. Beende es und starte es neu.
bell-stranger = Der lokale Socket von Swarmbell gehört einem anderen Benutzer. Es wurde nichts gesendet.
bell-unreachable = Swarmbell ist nicht erreichbar ({ $error }).
bell-already-running = Swarmbell läuft schon.
bell-no-socket = Swarmbell kann seinen lokalen Socket nicht öffnen ({ $error }). Prüfe die Zugriffsrechte des Laufzeitordners.

## Start und Befehlszeile

start-no-threads = Das System gibt Swarmbell keine Threads: { $error }.
start-folder-held = Ein anderes Swarmbell von dir, in einer anderen Sitzung, benutzt { $folder }. Beende erst jenes, dann starte dieses neu.
start-api-ignored = Swarmbell läuft schon; --api wird nicht beachtet. Beende es erst, um einen anderen Server zu benutzen.
start-no-toolkit = Die Desktop-Oberfläche ist nicht gestartet: { $error }.
start-no-home = Dieser Benutzer hat kein Home-Verzeichnis. Setze HOME und starte Swarmbell neu.
start-no-display = Es gibt keinen Desktop zum Klingeln: Weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt.
start-silent-display = Es gibt keinen Desktop zum Klingeln: Der Bildschirm antwortet nicht ({ $displays }).
cli-no-command = Diesen Befehl gibt es nicht.
cli-no-link = Diesen Link gibt es bei Swarmbell nicht.
cli-pause-time = Gib eine Zeit an, etwa 45m, 1h oder tomorrow.
cli-pause-short = Eine Pause dauert mindestens eine Sekunde.
cli-pause-long = Eine Pause dauert höchstens ein Jahr.
cli-paste-token = Füge das API-Token ein und drücke Enter:
cli-paste-secret = Füge das Geheimnis von { $source } ein und drücke Enter:
cli-token-unread = Das Token ließ sich nicht von der Standardeingabe lesen.
cli-status-unwritten = Der Status ließ sich nicht schreiben: { $error }.
cli-live = Live
cli-live-titled = Live: { $title }
cli-paused = Pausiert { $words }
cli-quiet = Ruhezeit { $words }
autostart-refused = Das System hat es nicht angenommen. Sieh in den Systemeinstellungen nach, welche Programme bei der Anmeldung starten.
opener-no-browser = Der Browser ließ sich nicht starten. Lege in den Systemeinstellungen einen Standardbrowser fest.

## Der Prozess des Fensters

window-not-opened = Das Fenster ließ sich nicht öffnen: { $error }.
window-not-started = Das Fenster ließ sich nicht starten: { $error }.
window-bell-slow = Swarmbell braucht lange zum Starten. Sobald es antwortet, ist alles wieder da.
window-bell-not-started = Swarmbell ließ sich nicht starten ({ $error }). Starte es aus dem Anwendungsmenü.
window-no-thread = Dieses Fenster kommt nicht von selbst nach vorn: Das System gibt ihm keinen Thread.
window-saved-as = Gespeichert als { $path }.
window-google-import = { $saved } Wähle diese Datei auf der Seite aus, die sich geöffnet hat.
window-not-saved = Die Datei ließ sich nicht speichern ({ $error }).
window-no-home = dieser Benutzer hat kein Home-Verzeichnis
window-page-crashed = Die Seite des Fensters ist dreimal abgestürzt. Meldungen kommen weiterhin. Falls du WEBKIT-Variablen gesetzt hast, nimm sie zurück.

## Der Ton der Glocke

sound-played = Die Glocke klingt. Hörst du nichts, prüfe die Lautstärke dieses Computers.
sound-silent = Die Lautstärke der Glocke ist 0. Stelle sie lauter, dann versuch es noch einmal.
sound-no-output = Dieses System hat keine Tonausgabe. Schließe Lautsprecher oder Kopfhörer an oder starte den Tondienst, dann versuch es noch einmal.
sound-no-answer = Das Tonsystem dieses Computers antwortet nicht. Starte es neu, dann versuch es noch einmal.
sound-full-screen = Etwas läuft im Vollbild. Verlasse es, dann versuch es noch einmal.
settings-volume = Die Lautstärke ist eine Zahl von 0 bis { $most }.

## Bilder

picture-none = Es gibt kein Bild zu zeigen.
picture-busy = Andere Bilder sind noch unterwegs. Versuch es noch einmal.
picture-address = Das ist keine Adresse eines Bildes.

## Erinnerungen an einzelne Streams

remind-gone = Dieser Eintrag steht nicht mehr im Sendeplan. Sieh dir die Woche noch einmal an.
remind-no-stream = Zu dieser Zeit beginnt kein Stream, also gibt es nichts, woran zu erinnern wäre.
remind-on = Swarmbell erinnert dich { $length } vor dem Beginn daran.
remind-off = Swarmbell erinnert dich nicht daran.
remind-week-on = { $count ->
    [one] Swarmbell erinnert dich an { $count } Stream.
   *[other] Swarmbell erinnert dich an { $count } Streams.
}
remind-week-off = Swarmbell erinnert dich an keinen dieser Streams.
remind-week-over = In dieser Woche beginnt kein Stream mehr.
remind-still = Nicht mehr eigens gewünscht. Die Erinnerung vor jedem Stream kommt weiterhin.
remind-many = Das sind zu viele Erinnerungen: höchstens { $most }.
