//! `bilat read-workbook`, hidden: the process in which a workbook is read, and how it is watched from outside.
//!
//! The child gets the bytes on standard input and answers with cells. It takes its own memory and time away before it
//! looks at a byte; whatever becomes of it, the caller has a refusal and goes on.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::Outcome;
use crate::read::{Chosen, Refusal, Wish, choose_sheet, from_stream, to_stream};

/// Options of `read-workbook`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What is wanted, as JSON
    #[arg(value_name = "WISH")]
    wish: String,
}

/// Time that starting and handing over may take beside the reading.
const GRACE: Duration = Duration::from_millis(1_500);

/// The child's side: limits first, then the bytes, then the cells.
pub fn run(args: &Args) -> Outcome {
    let Ok(wish) = serde_json::from_str::<Wish>(&args.wish) else { return Outcome::Stopped };
    confine(&wish);
    let mut bytes = vec![];
    // Reading fails where the bytes alone do not fit.
    let outcome = match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => choose_sheet(&bytes, &wish),
        Err(_) => Err(no_memory(&wish)),
    };
    let stream = to_stream(&outcome);
    let mut out = std::io::stdout().lock();
    match out.write_all(&stream).and_then(|()| out.flush()) {
        Ok(()) => Outcome::Clean,
        Err(_) => Outcome::Stopped,
    }
}

/// Takes from this process what it must not use. Where the system cannot, the limits that are counted remain.
#[cfg(unix)]
fn confine(wish: &Wish) {
    let seconds = u64::from(wish.limits.workbook_seconds.max(1));
    let memory = wish.limits.workbook_memory;
    let _ = rlimit::Resource::AS.set(memory, memory);
    let _ = rlimit::Resource::CPU.set(seconds, seconds);
    let _ = rlimit::Resource::CORE.set(0, 0);
    let _ = rlimit::Resource::FSIZE.set(0, 0);
}

#[cfg(not(unix))]
fn confine(_: &Wish) {}

/// The caller's side: reads a workbook in a child, and says why if nothing comes of it.
pub fn keep(bytes: &[u8], wish: &Wish) -> Result<Chosen, Refusal> {
    let limit = Duration::from_secs(u64::from(wish.limits.workbook_seconds.max(1))) + GRACE;
    let outcome = start(wish).and_then(|child| watch(child, bytes, limit));
    let (status, stream) = outcome
        .map_err(|error| Refusal::broken(format!("the process that reads it failed, {error}")))?;
    match (status, from_stream(&stream)) {
        (Some(status), Some(answer)) if status.success() => answer,
        (status, _) => Err(failure(status, wish)),
    }
}

fn start(wish: &Wish) -> std::io::Result<Child> {
    let wish = serde_json::to_string(wish).map_err(std::io::Error::other)?;
    Command::new(std::env::current_exe()?)
        .arg("read-workbook")
        .arg(wish)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
}

/// Hands over the bytes and takes the answer, until the child ends or its time is over; `None` if it was ended.
fn watch(
    mut child: Child,
    bytes: &[u8],
    limit: Duration,
) -> std::io::Result<(Option<ExitStatus>, Vec<u8>)> {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let begun = Instant::now();
    std::thread::scope(|scope| {
        // A child that ends early closes its side; that is no fault of this one.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(bytes)));
        let answer = scope.spawn(move || {
            let mut answer = vec![];
            stdout.map(|mut pipe| pipe.read_to_end(&mut answer));
            answer
        });
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if begun.elapsed() > limit {
                child.kill()?;
                child.wait()?;
                break None;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        Ok((status, answer.join().unwrap_or_default()))
    })
}

/// What the end of a child without an answer means.
fn failure(status: Option<ExitStatus>, wish: &Wish) -> Refusal {
    let limits = wish.limits;
    let time = || {
        let seconds = u64::from(limits.workbook_seconds);
        Refusal::beyond("time to read the workbook in seconds", seconds, "workbook_seconds")
    };
    match status.map(signal) {
        None | Some(Some(24 | 14)) => time(),
        Some(Some(6 | 9)) => no_memory(wish),
        Some(Some(signal)) => {
            Refusal::broken(format!("the process that reads it ended with signal {signal}"))
        }
        Some(None) => Refusal::broken("the process that reads it gave no answer"),
    }
}

fn no_memory(wish: &Wish) -> Refusal {
    let what = "memory to read the workbook in bytes";
    Refusal::beyond(what, wish.limits.workbook_memory, "workbook_memory")
}

/// The signal that ended a process.
#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn outcome(script: &str, limit: u64) -> Refusal {
        let mut shell = Command::new("sh");
        let child = shell.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let (status, stream) =
            watch(child.unwrap(), &vec![0; 100_000], Duration::from_millis(limit)).unwrap();
        assert!(from_stream(&stream).is_none());
        let wish = Wish { sheet: None, encoding: None, limits: Limits::default() };
        failure(status, &wish)
    }

    #[test]
    fn however_a_reader_ends_there_is_a_refusal() {
        let begun = Instant::now();
        let text = |refusal: Refusal| format!("{refusal:?}");
        assert!(text(outcome("exec sleep 60", 200)).contains("workbook_seconds"));
        assert!(begun.elapsed() < Duration::from_secs(30));
        assert!(text(outcome("kill -ABRT $$", 9_000)).contains("workbook_memory"));
        assert!(text(outcome("kill -XCPU $$", 9_000)).contains("workbook_seconds"));
        assert!(text(outcome("kill -SEGV $$", 9_000)).contains("signal 11"));
        assert!(text(outcome("echo rubbish", 9_000)).contains("gave no answer"));
        assert!(text(outcome("exit 3", 9_000)).contains("gave no answer"));
    }
}
