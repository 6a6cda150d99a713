# fish completion of bt-edit, made by bt-edit --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_edit_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_edit_words"; and return
    set -g __bt_edit_words $words
    set -g __bt_edit_verb ''
    set -g __bt_edit_first ''
    set -g __bt_edit_nth 0
    set -g __bt_edit_file ''
    set -g __bt_edit_reach
    set -l valued (__bt_edit_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_edit_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_edit_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_edit_verb"; and test no = yes
            set __bt_edit_verb $word
            set valued (__bt_edit_valued $word)
        else
            test $__bt_edit_nth = 0; and set __bt_edit_first $word
            set __bt_edit_nth (math $__bt_edit_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_edit_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_edit_in
    __bt_edit_read
    contains -- "$__bt_edit_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_edit_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_edit_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_edit_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_edit_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_edit_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_edit_offer_inside
    __bt_edit_read
    test -n "$__bt_edit_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_edit_file 2> /dev/null < /dev/null)
        __bt_edit_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_edit_ctl
    __bt_edit_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_edit_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_edit_offer_sessions
    __bt_edit_ctl sessions | string split -f 1 \t
end

function __bt_edit_offer_hosted
    set -l rows (__bt_edit_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_edit_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_edit_offer_categories
    __bt_edit_ctl list --fields category | string match -v '' | sort -u
end

function __bt_edit_offer_tags
    __bt_edit_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_edit_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_edit_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -i --input -a -t --announce --tracker --remove-announce --replace-announce -w --web-seed --remove-web-seed --http-seed --remove-http-seed --dht-node --remove-dht-node -c --comment --created-by -D --date --merge -n --name -s --source --update-url --similar --collection -o --output --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color --config
    end
end

function __bt_edit_arguments
    __bt_edit_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_edit_verb:$__bt_edit_nth:$__bt_edit_first
        case ':0:*'
            __bt_edit_offer_torrents
        case ':*:*'
            __bt_edit_offer_torrents
    end
end

complete -c bt-edit -f -a '(__bt_edit_arguments)'
complete -c bt-edit -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-edit -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-edit -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-edit -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-edit -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-edit -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-edit -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-edit -s a -s t -l announce -l tracker -x -d 'Add a tracker'
complete -c bt-edit -l remove-announce -x -d 'Take a tracker away'
complete -c bt-edit -l replace-announce -x -d 'Put another tracker in the place of one, where that is there'
complete -c bt-edit -l no-announce -d 'Take all trackers away'
complete -c bt-edit -s w -l web-seed -x -d 'Add a web seed (BEP 19)'
complete -c bt-edit -l remove-web-seed -x -d 'Take a web seed away'
complete -c bt-edit -l no-web-seeds -d 'Take all web seeds away, before any -w'
complete -c bt-edit -l http-seed -x -d 'Add an HTTP seed (BEP 17)'
complete -c bt-edit -l remove-http-seed -x -d 'Take an HTTP seed away'
complete -c bt-edit -l no-http-seeds -d 'Take all HTTP seeds away'
complete -c bt-edit -l dht-node -x -d 'Add a DHT node that downloaders can start from (BEP 5)'
complete -c bt-edit -l remove-dht-node -x -d 'Take a DHT node away'
complete -c bt-edit -l no-dht-nodes -d 'Take all DHT nodes away'
complete -c bt-edit -s c -l comment -x -d 'Free text for whoever reads it'
complete -c bt-edit -l no-comment -d 'Take the comment away'
complete -c bt-edit -l created-by -x -d 'What to name as the program that made it'
complete -c bt-edit -l no-created-by -d 'Take away which program made it'
complete -c bt-edit -s D -l date -x -d 'Creation date'
complete -c bt-edit -l merge -x -d 'Keys to change, as a JSON object or @FILE with one'
complete -c bt-edit -l allow-new-infohash -d 'Let what follows, or --merge, give the torrent another info-hash'
complete -c bt-edit -s n -l name -x -d 'Name of the file or folder that downloaders get'
complete -c bt-edit -s p -l private -d 'Take peers from the trackers alone (BEP 27)'
complete -c bt-edit -l no-private -d 'Take peers from anywhere'
complete -c bt-edit -s s -l source -x -d 'Tag that sets it apart on one tracker'
complete -c bt-edit -l no-source -d 'Take the source away'
complete -c bt-edit -l update-url -x -d 'Where to ask for the torrent that takes its place (BEP 39)'
complete -c bt-edit -l no-update-url -d 'Take the update URL away'
complete -c bt-edit -s x -l entropy -d 'Put another random number in with every run'
complete -c bt-edit -l no-entropy -d 'Take the random number away'
complete -c bt-edit -l similar -x -a '(__bt_edit_offer_torrents)' -d 'Add another torrent with files in common (BEP 38), as an info-hash or a torrent file'
complete -c bt-edit -l no-similar -d 'Take all similar torrents away'
complete -c bt-edit -l collection -x -d 'Add a collection that it belongs to (BEP 38)'
complete -c bt-edit -l no-collections -d 'Take all collections away'
complete -c bt-edit -s o -l output -r -F -d 'Leave the input alone, and write to this file, into this folder, or to standard output (-)'
complete -c bt-edit -s f -l force -d 'Replace an output file of -o that exists'
complete -c bt-edit -s N -l dry-run -d 'Print the difference that it would make'
complete -c bt-edit -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-edit -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-edit -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-edit -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-edit -l max-files -x -d 'Refuse more files'
complete -c bt-edit -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-edit -s j -l json -d 'Print one JSON object per line'
complete -c bt-edit -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-edit -s v -l verbose -d 'Say more on standard error'
complete -c bt-edit -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-edit -l config -r -F -d 'Read options from this TOML file'
