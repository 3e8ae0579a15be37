use super::*;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";

fn section(id: u8, content: &[u8]) -> Vec<u8> {
	[&[id, content.len() as u8], content].concat()
}

fn custom(name: &str, content: &[u8]) -> Vec<u8> {
	section(0, &[&[name.len() as u8], name.as_bytes(), content].concat())
}

/// The sections of a module with one function `i32 → i32` that does `instructions` to its argument.
fn function(instructions: &[u8]) -> [Vec<u8>; 3] {
	let body = [&[0, 0x20, 0], instructions, &[0x0b]].concat();
	[
		section(1, &[1, 0x60, 1, 0x7f, 1, 0x7f]),
		section(3, &[1, 0]),
		section(10, &[&[1, body.len() as u8], &body[..]].concat()),
	]
}

fn module(sections: &[Vec<u8>]) -> Vec<u8> {
	[HEADER, &sections.concat()].concat()
}

fn run(module: &[u8]) -> (Result<(), Error>, Vec<u8>) {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let path = folder.path().join("module.wasm");
	fs::write(&path, module).expect("the folder is ours");
	let result = OptimizationOptions::new_opt_level_0()
		.mvp_features_only()
		.debug_info(true)
		.add_pass(Pass::StripDwarf)
		.add_pass(Pass::SignextLowering)
		.run(&path, &path);
	(result, fs::read(&path).expect("it was just there"))
}

#[test]
fn run_should_keep_every_byte_when_there_is_nothing_to_drop() {
	let [types, functions, code] = function(&[]);
	let module = module(&[
		custom("runtime_version", b"1"),
		types,
		functions,
		code,
		custom("name", &[0, 2, 1, b'm']),
	]);
	let (result, written) = run(&module);
	result.expect("it is WebAssembly 1.0");
	assert_eq!(written, module);
}

#[test]
fn run_should_drop_debug_sections_when_there_are_some() {
	let [types, functions, code] = function(&[]);
	let debug = custom(".debug_info", &[7; 100]);
	let name = custom("name", &[0, 2, 1, b'm']);
	let sections = [types, debug.clone(), functions, code, debug, name];
	let (result, written) = run(&module(&sections));
	result.expect("it is WebAssembly 1.0");
	let [types, _, functions, code, _, name] = sections;
	assert_eq!(written, module(&[types, functions, code, name]));
}

#[test]
fn run_should_refuse_and_leave_the_file_when_there_is_a_sign_extension() {
	// i32.extend8_s
	let module = module(&function(&[0xc0]));
	let (result, written) = run(&module);
	let error = result
		.expect_err("the executor would refuse it")
		.to_string();
	assert!(error.contains("sign extension"), "{error}");
	assert!(error.contains("wasm32v1-none"), "{error}");
	assert_eq!(written, module);
}

#[test]
fn run_should_refuse_when_the_module_is_cut_off() {
	let whole = module(&function(&[]));
	for length in 0..whole.len() {
		let cut = &whole[..length];
		// A cut between two sections may leave a module.
		if Validator::new_with_features(ACCEPTED)
			.validate_all(cut)
			.is_ok()
		{
			continue;
		}
		let (result, written) = run(cut);
		assert!(matches!(result, Err(Error::NotAccepted(_))));
		assert_eq!(written, cut);
	}
}

#[test]
fn run_should_name_the_trouble_when_there_is_no_file() {
	let result = OptimizationOptions::new_opt_level_0().run("/nowhere/to/be/found", "/nowhere");
	assert!(matches!(result, Err(Error::File(_))));
}
