//! Asks a server at a steady pace, and says how long the answers took.

use anyhow::{ensure, Context, Result};
use std::{
	net::SocketAddr,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::{
	io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
	net::TcpStream,
	sync::Mutex,
	task::JoinSet,
};

/// Connections that are kept open.
type Kept = Arc<Mutex<Vec<BufReader<TcpStream>>>>;

async fn ask(address: SocketAddr, path: &str, kept: &Kept) -> Result<()> {
	let connection = kept.lock().await.pop();
	let mut connection = match connection {
		Some(connection) => connection,
		None => {
			let stream = TcpStream::connect(address).await?;
			stream.set_nodelay(true)?;
			BufReader::new(stream)
		}
	};
	let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n");
	connection.write_all(request.as_bytes()).await?;
	let mut length = 0_usize;
	let mut first = true;
	loop {
		let mut line = String::new();
		connection.read_line(&mut line).await?;
		ensure!(!first || line.contains(" 200 "), "{path}: {}", line.trim());
		first = false;
		if line.trim().is_empty() {
			break;
		}
		if let Some((name, value)) = line.split_once(':') {
			if name.eq_ignore_ascii_case("content-length") {
				length = value.trim().parse()?;
			}
		}
	}
	let mut body = vec![0; length];
	connection.read_exact(&mut body).await?;
	kept.lock().await.push(connection);
	Ok(())
}

/// Asks for the paths in turn, `rate` times a second, for `seconds`. A time runs from the moment at
/// which a request was due, so that a slow answer is not hidden by the wait for it.
pub async fn run(address: SocketAddr, paths: Vec<String>, rate: u32, seconds: u32) -> Result<()> {
	ensure!(
		rate > 0 && seconds > 0 && !paths.is_empty(),
		"nothing is to be asked"
	);
	let kept = Kept::default();
	let mut asked = JoinSet::new();
	let started = Instant::now();
	for n in 0..rate * seconds {
		let due = started + Duration::from_secs_f64(f64::from(n) / f64::from(rate));
		tokio::time::sleep_until(due.into()).await;
		let place = n as usize % paths.len();
		let (path, kept) = (paths[place].clone(), kept.clone());
		asked.spawn(async move {
			let answer = ask(address, &path, &kept).await;
			(place, due.elapsed(), answer)
		});
	}
	let mut times = vec![Vec::new(); paths.len()];
	while let Some(done) = asked.join_next().await {
		let (place, time, answer) = done?;
		answer?;
		times[place].push(time);
	}
	for (path, mut times) in paths.into_iter().zip(times) {
		times.sort_unstable();
		let at = |part: f64| {
			// A place within the list, which is not empty.
			let place = (times.len() as f64 * part) as usize;
			times
				.get(place.min(times.len().saturating_sub(1)))
				.copied()
				.context("a time")
		};
		let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
		println!(
			"{path}: {} answers, median {:.1} ms, 99th percentile {:.1} ms, longest {:.1} ms",
			times.len(),
			ms(at(0.5)?),
			ms(at(0.99)?),
			ms(at(1.0)?)
		);
	}
	Ok(())
}
