//! Two programs in turn, each a whole process: started without a shell between,
//! timed from its start until it is gone, its peak memory as the kernel counts it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

/// A command line, and where its standard input and environment come from.
#[derive(Clone)]
pub struct Line {
    program: PathBuf,
    args: Vec<OsString>,
    env: Vec<(&'static str, OsString)>,
}

impl Line {
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Line {
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
        }
    }

    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(&self.args)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Runs it once, unmeasured, and shows what it says where it fails.
    pub fn warm(&self) {
        let done = self.command().stderr(Stdio::piped()).output();
        let done = done.unwrap_or_else(|why| panic!("{}: {why}", self.program.display()));
        assert!(
            done.status.success(),
            "{} {:?}: {}",
            self.program.display(),
            self.args,
            String::from_utf8_lossy(&done.stderr)
        );
    }

    fn run(&self) -> Run {
        let mut command = self.command();
        let from = Instant::now();
        let mut child = command.spawn().unwrap();
        let used = child.wait4().unwrap();
        let took = from.elapsed();
        assert!(used.status.success(), "{:?} failed", self.args);
        Run {
            took,
            peak: used.rusage.maxrss,
        }
    }
}

struct Run {
    took: Duration,
    /// Bytes.
    peak: u64,
}

/// What one side needed: the median time and the most memory.
#[derive(Clone, Copy)]
pub struct Used {
    pub took: Duration,
    pub peak: u64,
}

impl Used {
    fn of(runs: &[Run]) -> Self {
        let mut took: Vec<Duration> = runs.iter().map(|run| run.took).collect();
        took.sort();
        Used {
            took: took[took.len() / 2],
            peak: runs.iter().map(|run| run.peak).max().unwrap_or(0),
        }
    }
}

/// Both sides in turn, so that a machine that slows down slows both.
pub struct Pair {
    pub shell: Used,
    pub kehu: Used,
    /// The median of the ratios, pair by pair.
    pub ratio: f64,
}

/// `before` is done ahead of every run, outside the time.
pub fn pair(shell: &Line, kehu: &Line, runs: usize, before: impl Fn()) -> Pair {
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for line in [shell, kehu] {
        before();
        line.warm();
    }
    for _ in 0..runs {
        before();
        theirs.push(shell.run());
        before();
        ours.push(kehu.run());
    }
    let seconds = |run: &Run| run.took.as_secs_f64();
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(&theirs)
        .map(|(ours, theirs)| seconds(ours) / seconds(theirs))
        .collect();
    ratios.sort_by(f64::total_cmp);
    Pair {
        shell: Used::of(&theirs),
        kehu: Used::of(&ours),
        ratio: ratios[ratios.len() / 2],
    }
}

/// The machine and the programs, for the table's heading.
pub fn machine(file: &Path) -> String {
    let said = |program: &str, args: &[&str]| {
        let done = Command::new(program).args(args).output();
        done.map(|done| String::from_utf8_lossy(&done.stdout).trim().to_owned())
            .unwrap_or_default()
    };
    let value = |file: &str, key: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':'))
            .map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let cpu = value("/proc/cpuinfo", "model name");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = value("/proc/meminfo", "MemTotal");
    let memory: u64 = memory.trim_end_matches(" kB").parse().unwrap_or(0);
    let sqlite = said("sqlite3", &["--version"]);
    let sqlite = sqlite.split(' ').next().unwrap_or_default();
    let size = std::fs::metadata(file).map_or(0, |about| about.len());
    format!(
        "{cores} cores of {cpu}, {} GiB, {} {}; sqlite3 {sqlite}; {}; the file has {} MB",
        memory.div_ceil(1 << 20),
        said("uname", &["-s"]),
        said("uname", &["-r"]),
        said("rustc", &["--version"])
            .split(" (")
            .next()
            .unwrap_or_default(),
        size / 1_000_000
    )
}
