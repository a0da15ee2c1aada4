'use strict';
// execFile and exec that are aborted: their callback is called at once, and 'error' comes as of
// spawn. And what fork says of wrong execArgv and execPath.
const { execFile, exec, fork, spawnSync } = require('child_process');

async function abort(title, run, reason) {
	const controller = new AbortController();
	const events = [];
	const child = run(controller.signal, (err, stdout, stderr) => events.push(['callback', err.name, err.code, err.cmd, err.cause === reason || err.cause?.name, stdout, stderr]));
	child.on('error', (err) => events.push(['error', err.name, err.code]));
	child.on('exit', (...args) => events.push(['exit', ...args]));
	const closed = new Promise((resolve) => child.on('close', (...args) => {
		events.push(['close', ...args, child.killed]);
		resolve();
	}));
	child.on('spawn', () => controller.abort(reason));
	await closed;
	for (const event of events) console.log(title, ...event);
}

(async () => {
	await abort('execFile', (signal, done) => execFile('sleep', ['100'], { signal }, done));
	await abort('execFile, killSignal', (signal, done) => execFile('sleep', ['100'], { signal, killSignal: 'SIGKILL' }, done), 'a reason');
	await abort('exec', (signal, done) => exec('exec sleep 100', { signal }, done));
	await abort('no callback', (signal) => execFile('sleep', ['100'], { signal }));
	await abort('aborted before', (_, done) => execFile('sleep', ['100'], { signal: AbortSignal.abort() }, done));

	for (const options of [{ execPath: 'a\0b' }, { execArgv: ['x', 'a\0b'] }, { execArgv: 5 }, { execArgv: {} }, { execPath: 5 }]) {
		try {
			fork(__filename, [], options);
			console.log('forked');
		} catch (err) {
			console.log(err.name, err.code, err.message);
		}
	}
	for (const input of [undefined, null, '', 0, false, NaN, 5, true]) {
		try {
			console.log(input, spawnSync('cat', { input }).stdout.length);
		} catch (err) {
			console.log(input, err.code, err.message);
		}
	}
})();
