# bash completion for verbatim.  Commands and options are read from the program's own --help, so what is completed is
# what the installed program takes; only the values of options are known here (tests/completions.py compares them).

# The commands, then the options, that `verbatim ARGUMENT...` --help lists; an option that takes a value with = behind.
_verbatim_words() {
    "$@" --help 2> /dev/null | sed -n \
        -e '/^Commands:$/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p' \
        -e 's/^  \(-[a-z], \)\{0,1\}\(--[a-z0-9-]*\) [^ ].*/\2=/p' \
        -e 's/^  \(-[a-z], \)\{0,1\}\(--[a-z0-9-]*\)  .*/\2/p'
}

# _verbatim_values COMMAND OPTION: the words that its value may be.
_verbatim_values() {
    case $1:$2 in
        report:--format | merge:--format) echo text markdown csv json xlsx html svg ;;
        report:--count | merge:--count) echo primary mentions ;;
        agree:--format) echo text markdown csv json ;;
        *:--format) echo text csv tsv jsonl xlsx sav dta ;;
        *:--from) echo csv tsv text jsonl xlsx sav dta ;;
        *:--lexicon) echo challenges job-titles lessons risks stages ;;
        *:--level) echo 1 2 ;;
        agree:--on) echo primary codes ;;
        agree:--distance) echo exact jaccard masi ;;
        *:--unit) echo answer paragraph file ;;
        *:--columns) echo primary codes scores margin reason evidence groups flags ;;
    esac
}

_verbatim() {
    local program=${COMP_WORDS[0]} cur=${COMP_WORDS[COMP_CWORD]} option= values word i
    local -a path=() words=()
    COMPREPLY=()
    # The commands that stand there already: `verbatim lexicon check`.
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        mapfile -t words < <(_verbatim_words "$program" "${path[@]}")
        [[ $word != -* && " ${words[*]} " == *" $word "* ]] || break
        path+=("$word")
    done
    mapfile -t words < <(_verbatim_words "$program" "${path[@]}")
    # The option whose value is to be completed: `--format x`, `--format=x` (bash cuts at the =), `-o x`.
    if [[ $cur == = ]]; then
        option=${COMP_WORDS[COMP_CWORD - 1]} cur=
    elif ((COMP_CWORD > 2)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    else
        option=${COMP_WORDS[COMP_CWORD - 1]}
        [[ $option != -o ]] || option=--output
        [[ " ${words[*]} " == *" $option= "* ]] || option=
    fi
    if [[ -n $option ]]; then
        values=$(_verbatim_values "${path[0]:-report}" "$option")
        mapfile -t COMPREPLY < <(compgen -W "$values" -- "$cur")
        [[ ! $option =~ ^--(output|lexicon|manifest|save-tally|gold|gold-elsewhere)$ ]] || mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "$cur")
    elif [[ $cur == -* ]]; then
        # Without a command it is report.
        ((${#path[@]} > 0)) || mapfile -t words < <(_verbatim_words "$program" report; echo --version)
        mapfile -t COMPREPLY < <(compgen -W "${words[*]%=}" -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -W "${words[*]##-*}" -- "$cur"; compgen -f -- "$cur")
    fi
}

complete -o filenames -F _verbatim verbatim
