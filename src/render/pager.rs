//! A long answer through the reader's pager. Whether there is one, and whether
//! the answer is long, is for the caller to know.

use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

/// Passes colours, ends at once if all fits, leaves the text on the screen.
const SETTINGS: &str = r#"export LESS="${LESS-FRX}" LESSCHARSET="${LESSCHARSET-utf-8}""#;

/// Shows `text` in `pager`, a shell command line, and waits for it to end.
/// `less` gets settings of ours unless the environment has its own.
///
/// # Errors
/// The pager could not be started, or the shell could not find it: nothing
/// has been shown. A reader who quits early is no error.
pub fn page(text: &[u8], pager: &str) -> io::Result<()> {
    let mut child = Command::new("sh")
        .args(["-c", &format!("{SETTINGS}\n{pager}")])
        .stdin(Stdio::piped())
        .spawn()?;
    let sent = match child.stdin.take() {
        Some(mut stdin) => stdin.write_all(text),
        None => Ok(()),
    };
    let status = child.wait()?;
    match (status.code(), sent) {
        // What a shell says of a command that it cannot find or may not run.
        (Some(126 | 127), _) => Err(io::Error::new(
            ErrorKind::NotFound,
            format!("the pager cannot be run: {pager}"),
        )),
        (_, Err(error)) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_gets_the_text_and_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("seen");
        let seen = path.display();
        page(
            "编号\n".as_bytes(),
            &format!("cat > {seen}; echo $LESSCHARSET >> {seen}"),
        )
        .unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("编号\n") && text.trim_end().len() > 8,
            "{text}"
        );
    }

    #[test]
    fn a_pager_that_is_not_there_is_an_error() {
        assert!(page(b"x", "no-such-pager-at-all 2>/dev/null").is_err());
    }

    #[test]
    fn a_reader_who_quits_early_is_fine() {
        page(&vec![b'x'; 1 << 20], "true").unwrap();
    }
}
