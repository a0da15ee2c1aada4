'use strict';
// What kill takes for a signal, and a channel that says its last and hangs up: its messages
// come while it is connected.
const { fork, spawn } = require('child_process');

if (process.argv[2] === 'child') {
	process.once('message', () => {
		for (let i = 0; i < 3; i++) process.send(i);
		process.disconnect();
	});
} else {
	const child = spawn(process.execPath, [__filename, 'child'], { stdio: 'ignore' });
	for (const signal of [{}, [], ['SIGTERM'], true, false, null, 1.5, NaN, -1, 'SIGX', Symbol('s'), 1n, new Uint8Array(1), 0]) {
		try {
			console.log(child.kill(signal), child.killed);
		} catch (e) {
			console.log(e.name, e.code, e.message);
		}
	}
	child.on('exit', () => {
		const talking = fork(__filename, ['child']);
		talking.on('message', (message) => console.log(message, talking.connected));
		talking.on('disconnect', () => console.log('disconnect', talking.connected));
		talking.send('go');
	});
	child.kill('sigkill');
}
