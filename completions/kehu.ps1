# PowerShell completion for kehu: commands, flags and choices; never names out
# of the data file.
Register-ArgumentCompleter -Native -CommandName kehu -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $at = $cursorPosition - $commandAst.Extent.StartOffset
    kehu __complete powershell "$commandAst" $at 2>$null | ForEach-Object {
        $value, $note = $_ -split "`t", 2
        if (-not $note) { $note = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $note)
    }
}
