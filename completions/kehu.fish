# fish completion for kehu; asks the program at every TAB.
function __kehu_complete
    set -l found (command kehu __complete fish (commandline -opc) (commandline -ct) 2>/dev/null)
    if test (count $found) -eq 1 -a "$found" = \t
        __fish_complete_path (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
    else
        string join -- \n $found
    end
end
complete -c kehu -f -k -a '(__kehu_complete)'
