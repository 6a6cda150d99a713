# fish completion of bt-info, made by bt-info --generate fish

# Reads the command line before the cursor, once for each: verb, first and nth of what stands by
# itself, the last .torrent file, and the options that name a session.
function __bt_info_read
    set -l words (commandline -opc)
    test "$words" = "$__bt_info_words"; and return
    set -g __bt_info_words $words
    set -g __bt_info_verb ''
    set -g __bt_info_first ''
    set -g __bt_info_nth 0
    set -g __bt_info_file ''
    set -g __bt_info_reach
    set -l valued (__bt_info_valued '')
    set -l skip ''
    set -l rest ''
    for word in $words[2..-1]
        if test -n "$skip"
            contains -- $skip -S --session --socket --state-dir
            and set -a __bt_info_reach $skip (string replace -r '^~/' $HOME/ -- $word)
            set skip ''
        else if test -z "$rest"; and test "$word" = --
            set rest yes
        else if test -z "$rest"; and string match -q -- '--*=*' $word
            string match -qr -- '^--(session|socket|state-dir)=' $word
            and set -a __bt_info_reach $word
        else if test -z "$rest"; and string match -q -- '-?*' $word
            contains -- $word $valued; and set skip $word
        else if test -z "$__bt_info_verb"; and test no = yes
            set __bt_info_verb $word
            set valued (__bt_info_valued $word)
        else
            test $__bt_info_nth = 0; and set __bt_info_first $word
            set __bt_info_nth (math $__bt_info_nth + 1)
            set word (string replace -r '^~/' $HOME/ -- $word)
            string match -q -- '*.torrent' $word; and test -f $word; and set __bt_info_file $word
        end
    end
end

# Whether the verb is one of these.
function __bt_info_in
    __bt_info_read
    contains -- "$__bt_info_verb" $argv
end

# The words of a list that are not in it yet, after what is before its last comma. A word may have a
# minus before it.
function __bt_info_list
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '')
    set -l before (string match -r '^.*,' -- $typed)
    string match -qr '(^|,)-[^,]*$' -- $typed; and set before $before-
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or printf '%s\n' "$before$word"
    end
end

function __bt_info_offer_files
    __fish_complete_path (commandline -ct)
end

function __bt_info_offer_folders
    __fish_complete_directories (commandline -ct) ''
end

function __bt_info_offer_torrents
    __fish_complete_path (commandline -ct) | string match -r '^.*(?:/|\.torrent)(?:\t.*)?$'
end

# Escapes what means something in a pattern; a name with a backslash is escaped already, and left
# out.
function __bt_info_pattern
    string match -v -- '*\\\\*' $argv | string replace -ar '[*?[]' '\\\\$0'
end

function __bt_info_offer_inside
    __bt_info_read
    test -n "$__bt_info_file"; and type -q bt-info; or return
    set -lx BT_INFO_JSON false
    for row in (bt-info --files $__bt_info_file 2> /dev/null < /dev/null)
        __bt_info_pattern (string split -f 3 \t -- $row)
    end
end

function __bt_info_ctl
    __bt_info_read
    set -lx BT_CTL_JSON false
    type -q bt-ctl; and bt-ctl $__bt_info_reach -W 300ms $argv 2> /dev/null < /dev/null
end

function __bt_info_offer_sessions
    __bt_info_ctl sessions | string split -f 1 \t
end

function __bt_info_offer_hosted
    set -l rows (__bt_info_ctl list --fields torrent,name)
    for row in $rows
        set -l parts (string split -m 1 \t -- $row)
        printf '%s\t%s\n' $parts[1] $parts[2]
        set -l name (__bt_info_pattern $parts[2])
        test -n "$name"; and printf '%s\t%s\n' $name $parts[1]
    end
end

function __bt_info_offer_categories
    __bt_info_ctl list --fields category | string match -v '' | sort -u
end

function __bt_info_offer_tags
    __bt_info_ctl list --fields tags | string split , | string match -v '' | sort -u
end

function __bt_info_offer_settings
    set -lx BT_ADD_JSON false
    set -l after ''
    string match -q -- --set (commandline -opc)[-1]; and set after =
    type -q bt-add; and bt-add --list-settings 2> /dev/null | string split -f 1 \t | string replace -r '$' "$after"
end

function __bt_info_valued
    switch $argv[1]
        case '*'
            printf '%s\n' -i --input --field -F --file --sort --samples -W --timeout --max-file-size --max-depth --max-items --max-pieces --max-files --max-path-length --color --config
    end
end

function __bt_info_arguments
    __bt_info_read
    string match -q -- '-*' (commandline -ct); and return
    switch $__bt_info_verb:$__bt_info_nth:$__bt_info_first
        case ':0:*'
            __bt_info_offer_torrents
        case ':*:*'
            __bt_info_offer_torrents
    end
end

complete -c bt-info -f -a '(__bt_info_arguments)'
complete -c bt-info -s h -l help -d 'Print the most usual of this on a screen, and end'
complete -c bt-info -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=brief'
complete -c bt-info -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=all'
complete -c bt-info -n 'string match -q -- "--help=*" (commandline -ct)' -f -a '--help=json'
complete -c bt-info -s V -l version -d 'Print the versions of the tool and of libtorrent and end'
complete -c bt-info -s i -l input -r -F -d 'Read further inputs from this file, one a line, or from standard input (-)'
complete -c bt-info -s 0 -l null -d 'In that list NUL ends each input, not a line end'
complete -c bt-info -l files -d 'List the files'
complete -c bt-info -l tree -d 'Draw the files as a tree, with the size of folders'
complete -c bt-info -l trackers -d 'List the trackers'
complete -c bt-info -l pieces -d 'List the pieces and their hashes'
complete -c bt-info -s m -l magnet -d 'Print the magnet link alone'
complete -c bt-info -l field -x -a 'name name_base64 info_hash_v1 info_hash_v2 total_size num_files num_pad_files piece_length num_pieces total_size_with_padding private source update_url comment creator creation_date trackers web_seeds dht_nodes peers select_only similar collections ssl_cert is_i2p magnet input path' -d 'Print the value of this field alone'
complete -c bt-info -l raw -d 'Print the bencoding as JSON, exactly'
complete -c bt-info -l lint -d 'Say what will trouble somebody'
complete -c bt-info -n 'string match -q -- "--lint=*" (commandline -ct)' -f -a '--lint=never'
complete -c bt-info -n 'string match -q -- "--lint=*" (commandline -ct)' -f -a '--lint=error'
complete -c bt-info -n 'string match -q -- "--lint=*" (commandline -ct)' -f -a '--lint=warning'
complete -c bt-info -n 'string match -q -- "--lint=*" (commandline -ct)' -f -a '--lint=notice'
complete -c bt-info -l diff -d 'Compare two torrents'
complete -c bt-info -l scrape -d 'Ask every tracker how many peers the torrents have, instead of describing them'
complete -c bt-info -l check-web-seeds -d 'Fetch a few pieces from every web seed and compare them with the torrent, instead of describing it'
complete -c bt-info -l check-update -d 'Ask the update URL of each torrent (BEP 39) whether another takes its place, instead of describing it'
complete -c bt-info -l pad-files -d 'List pad files (BEP 47) with --files'
complete -c bt-info -s F -l file -x -a '(__bt_info_offer_inside)' -d 'List these files alone'
complete -c bt-info -l sort -x -a 'name size date files index path' -d 'Sort by name, size, date or files'
complete -c bt-info -l samples -x -d 'How many pieces are fetched from each web seed'
complete -c bt-info -s W -l timeout -x -d 'Give up after this long'
complete -c bt-info -l max-file-size -x -d 'Refuse a larger torrent file'
complete -c bt-info -l max-depth -x -d 'Refuse lists, dictionaries and folders nested deeper'
complete -c bt-info -l max-items -x -d 'Refuse more bencoded items'
complete -c bt-info -l max-pieces -x -d 'Refuse more pieces'
complete -c bt-info -l max-files -x -d 'Refuse more files'
complete -c bt-info -l max-path-length -x -d 'Refuse longer paths'
complete -c bt-info -s j -l json -d 'Print one JSON object per line'
complete -c bt-info -s q -l quiet -d 'Say nothing but errors on standard error'
complete -c bt-info -s v -l verbose -d 'Say more on standard error'
complete -c bt-info -l color -x -a 'auto always never' -d 'Whether text is coloured'
complete -c bt-info -l config -r -F -d 'Read options from this TOML file'
