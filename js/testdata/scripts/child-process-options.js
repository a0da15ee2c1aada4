// What each way to start a child says to wrong arguments and options, and what it does not look at.
const cp = require('child_process');
const { inspect } = require('util');

const attempt = (name, f) => {
	try {
		const v = f();
		v?.on?.('error', () => {});
		console.log(name, 'is taken', v?.constructor.name);
	} catch (err) {
		console.log(name, err.name, err.code, err.message);
	}
};
const options = {
	cwd: ['a\0b'], uid: [-1], gid: [-1], detached: [5], serialization: ['x', null], signal: [null, {}], windowsHide: [5], windowsVerbatimArguments: [5],
	argv0: [5], stdio: [['x'], ['ipc', 'ipc']], shell: [5], timeout: [-1], killSignal: ['SIGFOO'], maxBuffer: [-1],
};
const ways = {
	spawn: (o) => cp.spawn('true', [], o),
	execFile: (o) => cp.execFile('true', [], o, () => {}),
	exec: (o) => cp.exec('true', o, () => {}),
};
for (const [way, start] of Object.entries(ways)) {
	for (const [name, values] of Object.entries(options)) {
		for (const value of values) attempt(`${way} ${name} ${inspect(value)}`, () => start({ [name]: value }));
	}
}
for (const way of ['exec', 'execSync']) attempt(`${way} of zeros`, () => cp[way]('a\0b'));
for (const args of [['true', [], 5], ['true', [], 'x'], ['true', null, null], ['true', {}, 5], ['true', () => {}], ['true', 5]]) {
	for (const way of ['spawnSync', 'execFileSync']) attempt(`${way} ${inspect(args)}`, () => cp[way](...args));
}
const given = ['ignore'];
cp.spawnSync('true', [], { stdio: given });
console.log(given);
const result = cp.spawnSync('true', [], { uid: -1 });
console.log(result.status, result.error.code, result.error.syscall);

const missing = cp.spawn('/nonexistent');
console.log(missing.stdin.destroyed, missing.stdout.destroyed, missing.stderr.destroyed);
missing.on('error', (err) => console.log(err.code, missing.stdin.destroyed));
missing.on('close', (code) => console.log('close', code, missing.stdout.destroyed));
