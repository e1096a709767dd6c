# bash completion for kehu; asks the program at every TAB.
_kehu() {
    mapfile -t COMPREPLY < <(command kehu __complete bash "$COMP_TYPE" "$COMP_WORDBREAKS" \
        "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == $'\t' ]]; then
        COMPREPLY=()
        compopt -o default
    fi
}
complete -o nosort -F _kehu kehu
