//! What kehu asks its file, word for word: heard while it does so in this process,
//! with every value in its place, for the shell to ask again.

use std::io;
use std::path::Path;
use std::sync::Mutex;

use kehu::problem::Exit;
use kehu::value::Moment;
use kehu::words::Lang;
use kehu::world::{Env, Stream, World};

static HEARD: Mutex<String> = Mutex::new(String::new());

/// The statements of a command that only reads.
pub fn statements(file: &Path, now: Moment, words: &[&str]) -> String {
    kehu::store::listen(|sql| {
        let mut heard = HEARD.lock().unwrap();
        heard.push_str(sql);
        heard.push_str(";\n");
    });
    HEARD.lock().unwrap().clear();
    let folder = file.parent().unwrap().to_owned();
    let world = World {
        now,
        seed: 1,
        processors: 1,
        env: Env {
            db: Some(file.to_owned()),
            config: Some(folder.join("no-settings.toml")),
            locale: Lang::Zh,
            data_dir: folder.clone(),
            config_dir: folder,
            ..Env::default()
        },
        stdout: Stream::Pipe,
        width: None,
        err_width: None,
        session: "bench".to_owned(),
        ask: None,
        stdin: Box::new(io::empty()),
    };
    let words = std::iter::once("kehu").chain(words.iter().copied());
    let exit = kehu::run(words, world, &mut io::sink(), &mut io::sink());
    assert_eq!(exit, Exit::Done);
    HEARD.lock().unwrap().clone()
}
