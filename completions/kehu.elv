# elvish completion for kehu: commands, flags and choices; never names out of
# the data file.
use str
set edit:completion:arg-completer[kehu] = {|@words|
  try {
    e:kehu __complete elvish $@words 2>/dev/null | from-lines | each {|line|
      var parts = [(str:split "\t" $line)]
      edit:complex-candidate $parts[0] &display=(str:join '  ' $parts)
    }
  } catch { }
}
