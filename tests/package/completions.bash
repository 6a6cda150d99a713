# Asks completions as a person does who presses Tab; source it where the tools are installed.

# bash_completes LINE: what bash offers for the last word, a line each.
bash_completes() {
    bash --norc -c '
        . /usr/share/bash-completion/bash_completion
        read -ra COMP_WORDS <<< "$1"
        [[ $1 != *" " ]] || COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
        # What a first Tab does: it loads what there is for the command.
        _completion_loader "${COMP_WORDS[0]}" || (($? == 124)) || exit 1
        specification=$(complete -p "${COMP_WORDS[0]}") || exit 1
        [[ $specification =~ -F\ ([^ ]+) ]] || exit 1
        compopt() { :; }
        "${BASH_REMATCH[1]}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$1" 2>&1
}

# fish_completes LINE
# shellcheck disable=SC2016 # for fish
fish_completes() {
    fish -c 'complete -C $argv[1]' "$1" 2>&1 | cut -f 1
}

# zsh_completes LINE: an interactive zsh in a terminal of its own; all that it shows after two Tabs.
zsh_completes() {
    zsh -f -c '
        zmodload zsh/zpty
        zpty shell "zsh -f -i"
        zpty -w shell "autoload -Uz compinit; compinit -u -D; PS1=; setopt list_ambiguous; LISTMAX=10000; stty columns 400 rows 2000"
        zpty -w shell "echo rea\"\"dy"
        zpty -r -m shell line "*ready*" || exit 1
        zpty -w -n shell "$1"$'"'\t\t'"'
        # What it shows ends when nothing more comes.
        for ((i = 0; i < 100; i++)); do
            sleep 0.1
            more=
            while zpty -r -t shell part; do more+=$part; done
            all+=$more
            [[ -n $more || -z $all || $i -lt 15 ]] || break
        done
        print -r -- "$all"
        zpty -d shell' zsh "$1" 2>&1 | sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' | tr -d '\r\a'
}
