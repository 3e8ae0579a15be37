use std::process::Command;
use substrate_build_script_utils::{generate_cargo_keys, rerun_if_git_head_changed};

fn main() {
	println!("cargo:rerun-if-env-changed=SUBSTRATE_CLI_GIT_COMMIT_HASH");
	// A source archive, or a repository without a commit, has no hash to show. Saying so once here
	// keeps the helpers below from putting git's own complaint into every build log.
	if std::env::var_os("SUBSTRATE_CLI_GIT_COMMIT_HASH").is_none() && !has_commit() {
		std::env::set_var("SUBSTRATE_CLI_GIT_COMMIT_HASH", "unknown");
		println!("cargo:rerun-if-changed=build.rs");
	} else {
		rerun_if_git_head_changed();
	}
	generate_cargo_keys();
}

fn has_commit() -> bool {
	Command::new("git")
		.args(["rev-parse", "--verify", "--quiet", "HEAD"])
		.output()
		.is_ok_and(|output| output.status.success())
}
