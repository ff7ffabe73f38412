//! A server in its own process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::case::{Reply, Request};

pub(crate) struct Server {
    child: Child,
    /// `127.0.0.1` and the port of the server.
    pub(crate) address: String,
}

impl Server {
    /// Starts the server, and waits until it listens.
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a server starts");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        stdout.read_line(&mut line).expect("it says where it listens");
        let address = line.trim_end().strip_prefix("listening on http://").map(str::to_owned);
        Self { child, address: address.unwrap_or_else(|| panic!("no address in {line:?}")) }
    }

    /// Sends one request, on its own connection.
    pub(crate) fn ask(&self, request: &Request) -> Reply {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(request.head_and_body().as_bytes()).expect("it reads");
        let mut reply = String::new();
        stream.read_to_string(&mut reply).expect("it answers");
        Reply::of(&reply)
    }

    /// Resident memory in KiB.
    pub(crate) fn memory(&self) -> f64 {
        self.status("VmRSS:")
    }

    /// The most resident memory in KiB since [`forget_peak`](Self::forget_peak).
    pub(crate) fn peak(&self) -> f64 {
        self.status("VmHWM:")
    }

    pub(crate) fn forget_peak(&self) {
        std::fs::write(format!("/proc/{}/clear_refs", self.child.id()), "5").expect("its own user may");
    }

    /// Seconds of processor time of all threads of the server, in the kernel too.
    pub(crate) fn cpu(&self) -> f64 {
        let path = format!("/proc/{}/stat", self.child.id());
        let stat = std::fs::read_to_string(path).expect("it runs");
        // After the name in parentheses, the 12th and 13th figures are the times, in hundredths of a second.
        let (_, figures) = stat.rsplit_once(')').expect("a name");
        let ticks = figures.split_ascii_whitespace().skip(11).take(2);
        ticks.map(|ticks| ticks.parse::<f64>().expect("a number")).sum::<f64>() / 100.0
    }

    fn status(&self, name: &str) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("Linux says so");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
