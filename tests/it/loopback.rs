//! A service on this machine that replays bodies as they came, and remembers what it was asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One reply: bytes as they go over the wire, and how slowly.
#[derive(Clone, Default)]
pub struct Reply {
    /// What goes over the wire.
    pub bytes: Vec<u8>,
    /// Wait before the first byte.
    pub before: Duration,
    /// Whether the connection stays open without an end after the bytes.
    pub hangs: bool,
    /// Whether the last byte is repeated without end.
    pub endless: bool,
}

impl Reply {
    /// A status with headers and a body of stated length.
    pub fn status(status: &str, headers: &str, body: &[u8]) -> Self {
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n",
            body.len()
        );
        Self { bytes: [head.as_bytes(), body].concat(), ..Self::default() }
    }

    /// 200 with JSON.
    pub fn json(body: &str) -> Self {
        Self::status("200 OK", "Content-Type: application/json; charset=utf-8\r\n", body.as_bytes())
    }

    /// 200 with comma-separated text.
    pub fn csv(body: &str) -> Self {
        Self::status("200 OK", "Content-Type: text/csv\r\n", body.as_bytes())
    }

    /// 200 with JSON in pieces of seven bytes.
    pub fn chunked(body: &str) -> Self {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        let mut bytes = head.as_bytes().to_vec();
        for piece in body.as_bytes().chunks(7) {
            bytes.extend(format!("{:x}\r\n", piece.len()).bytes());
            bytes.extend(piece);
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"0\r\n\r\n");
        Self { bytes, ..Self::default() }
    }

    /// A body that ends so many bytes before its stated length.
    pub fn cut(body: &str, lacking: usize) -> Self {
        let mut reply = Self::json(body);
        reply.bytes.truncate(reply.bytes.len() - lacking);
        reply
    }

    /// A body without a stated length, which ends with the connection.
    pub fn open_ended(body: &str) -> Self {
        let head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        Self { bytes: [head, body].concat().into_bytes(), ..Self::default() }
    }
}

/// A running service.
pub struct Service {
    /// Its address, `http://127.0.0.1:PORT`.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// Starts one that gives these replies in turn, the last one again and again.
    pub fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let request = request(&stream);
                let count = {
                    let mut heard = heard.lock().unwrap();
                    heard.push(request);
                    heard.len()
                };
                let reply = replies[(count - 1).min(replies.len() - 1)].clone();
                std::thread::spawn(move || answer(stream, &reply));
            }
        });
        Self { address, asked }
    }

    /// The heads of all requests so far.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn request(mut stream: &TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let (mut head, mut byte) = (vec![], [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn answer(mut stream: TcpStream, reply: &Reply) {
    std::thread::sleep(reply.before);
    // The other side may have gone away, which is its right.
    let _ = stream.write_all(&reply.bytes);
    if reply.hangs {
        std::thread::sleep(Duration::from_secs(20));
    }
    while reply.endless && stream.write_all(&[b' '; 4096]).is_ok() {}
}
