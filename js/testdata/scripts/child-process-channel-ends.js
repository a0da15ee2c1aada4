'use strict';
// What is sent to a program that could not be started, and a channel that outlives its
// child: 'close' waits for the end of the channel.
const { fork, spawn } = require('child_process');

if (process.argv[2] === 'leaves') {
	// A child of the child has the channel, until its standard input ends.
	spawn('cat', { stdio: ['inherit', 'ignore', 'ignore', 3] });
	process.exit(6);
}

const tell = (name, child) => {
	for (const event of ['spawn', 'exit', 'close', 'disconnect']) child.on(event, (...args) => console.log(name, event, ...args));
	child.on('error', (err) => console.log(name, 'error', err.code, err.message));
	return child;
};
const sending = (name, child) => console.log(name, child.connected, child.send('x', (err) => console.log(name, 'sent', err && err.code, err && err.message)));

const none = tell('none', fork('none.js', { execPath: '/nonexistent/program' }));
sending('none', none);
none.on('disconnect', () => setImmediate(() => {
	sending('none', none);
	none.disconnect();
	setImmediate(next);
}));

function next() {
	const child = tell('leaves', spawn(process.execPath, [__filename, 'leaves'], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'] }));
	child.on('close', () => console.log('connected', child.connected));
}
