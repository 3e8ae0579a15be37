//! Checks before the start, for what the SDK would only log, work around or panic on.

use sc_cli::{Error, Result};
use sc_network::{multiaddr::Protocol, Multiaddr};
use sc_service::Configuration;
use std::{
	fs, io,
	net::{IpAddr, SocketAddr, TcpListener, UdpSocket},
	path::Path,
};

/// Columns of the SDK's database layout (`NUM_COLUMNS` in `sc-client-db`). On another number it
/// rewrites the description of the database before it fails, so this is asked beforehand.
const DATABASE_COLUMNS: usize = 13;

/// Checks that the data folder can be written to and holds nothing but a database that this node
/// can open. Creates the folder when it does not exist.
///
/// # Errors
///
/// One line that names the folder and what to do.
pub fn check_data_folder(config: &Configuration) -> Result<()> {
	let folder = &config.data_path;
	fs::create_dir_all(folder)
		.and_then(|()| probe_write(folder))
		.map_err(|reason| {
			Error::Input(format!(
				"cannot write to the data folder {}: {reason}; make it writable or choose another \
				 --base-path",
				folder.display()
			))
		})?;
	check_database_format(config)
}

/// Checks that there is a database.
///
/// # Errors
///
/// One line that names the folder and what to do.
pub fn check_chain_exists(config: &Configuration) -> Result<()> {
	let database = config.database.path();
	if database.is_some_and(|path| path.join("metadata").is_file()) {
		return Ok(());
	}
	Err(Error::Input(format!(
		"there is no chain in {}: check --chain and --base-path",
		config.data_path.display()
	)))
}

fn probe_write(folder: &Path) -> io::Result<()> {
	let probe = folder.join(format!(".write-probe-{}", std::process::id()));
	fs::write(&probe, [])?;
	fs::remove_file(&probe)
}

fn check_database_format(config: &Configuration) -> Result<()> {
	let foreign = |path: &Path, what: &str| {
		Error::Input(format!(
			"{} holds {what}, which this node cannot open: choose another --base-path or move that \
			 folder away",
			path.display()
		))
	};
	let rocks_db = config.data_path.join("db");
	if rocks_db.exists() {
		return Err(foreign(&rocks_db, "a RocksDB database"));
	}
	let Some(path) = config.database.path() else {
		return Ok(());
	};
	match fs::read_dir(path) {
		Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
		Err(_) => return Err(foreign(path, "something that is no folder")),
		Ok(mut entries) => {
			if entries.next().is_none() {
				return Ok(());
			}
		}
	}
	match fs::read_to_string(path.join("metadata")) {
		Ok(metadata) => match columns(&metadata) {
			Some(DATABASE_COLUMNS) => Ok(()),
			Some(_) => Err(foreign(path, "a ParityDB database of another layout")),
			None => Err(foreign(path, "a damaged ParityDB database")),
		},
		// A first start that was killed before it wrote anything leaves just the lock.
		Err(error) if error.kind() == io::ErrorKind::NotFound && holds_only_lock(path) => Ok(()),
		Err(_) => Err(foreign(path, "files that are no ParityDB database")),
	}
}

/// The number of columns that a ParityDB's `metadata` file lists; none if it is not such a file.
fn columns(metadata: &str) -> Option<usize> {
	let has = |key: &str| metadata.lines().any(|line| line.starts_with(key));
	let columns = metadata
		.lines()
		.filter(|line| line.starts_with("col"))
		.count();
	(has("version=") && has("salt=")).then_some(columns)
}

fn holds_only_lock(path: &Path) -> bool {
	fs::read_dir(path)
		.is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name() == "lock"))
}

/// Checks that the ports for RPC, peer-to-peer networking and Prometheus are free.
///
/// The networking of the SDK shares a port that another node listens on, and the Prometheus server
/// only logs that it does not run.
///
/// # Errors
///
/// One line that names the port and the option that changes it.
pub fn check_ports(config: &Configuration) -> Result<()> {
	for endpoint in config.rpc.addr.iter().flatten() {
		let probe = TcpListener::bind(endpoint.listen_addr).map(drop);
		explain(probe, "TCP", endpoint.listen_addr, "RPC", "--rpc-port")?;
	}
	for address in &config.network.listen_addresses {
		match socket_address(address) {
			Some((address, Transport::Tcp)) => {
				let probe = TcpListener::bind(address).map(drop);
				explain(probe, "TCP", address, "peer-to-peer", "--port")?;
			}
			Some((address, Transport::Udp)) => {
				let probe = UdpSocket::bind(address).map(drop);
				explain(probe, "UDP", address, "peer-to-peer", "--port")?;
			}
			None => {}
		}
	}
	if let Some(prometheus) = &config.prometheus_config {
		let probe = TcpListener::bind(prometheus.port).map(drop);
		explain(
			probe,
			"TCP",
			prometheus.port,
			"Prometheus",
			"--prometheus-port",
		)?;
	}
	Ok(())
}

fn explain(
	probe: io::Result<()>,
	transport: &str,
	address: SocketAddr,
	purpose: &str,
	option: &str,
) -> Result<()> {
	let Err(error) = probe else { return Ok(()) };
	let (ip, port) = (address.ip(), address.port());
	let reason = match error.kind() {
		io::ErrorKind::AddrInUse => "is already in use: stop the program that has it".to_string(),
		io::ErrorKind::PermissionDenied => "may not be opened by this user".to_string(),
		// Many machines have no IPv6, and the default addresses are of both kinds.
		_ if ip.is_ipv6() && (ip.is_loopback() || ip.is_unspecified()) => return Ok(()),
		_ => format!("cannot be opened: {error}"),
	};
	Err(Error::Input(format!(
		"{transport} port {port} on {ip} ({purpose}) {reason}, or choose another with {option}"
	)))
}

enum Transport {
	Tcp,
	Udp,
}

/// Where a listening address binds a socket; none for addresses without an IP address and a port.
fn socket_address(address: &Multiaddr) -> Option<(SocketAddr, Transport)> {
	let mut parts = address.iter();
	let ip = match parts.next()? {
		Protocol::Ip4(ip) => IpAddr::from(ip),
		Protocol::Ip6(ip) => IpAddr::from(ip),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some((SocketAddr::new(ip, port), Transport::Tcp)),
		Protocol::Udp(port) => Some((SocketAddr::new(ip, port), Transport::Udp)),
		_ => None,
	}
}
