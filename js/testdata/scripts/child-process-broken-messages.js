'use strict';
// What comes on the channel from a child that writes it itself: garbage, messages in parts,
// empty ones, and one without an end.
const net = require('net');
const { spawn } = require('child_process');
const { once } = require('events');
const serialization = process.env.NODENET_SERIALIZATION || 'json';

const advanced = (...bodies) => Buffer.concat(bodies.map((hex) => {
	const body = Buffer.from(hex, 'hex'), head = Buffer.alloc(4);
	head.writeUInt32BE(body.length);
	return Buffer.concat([head, body]);
}));
const value = (n) => `ff0f49${(2 * n).toString(16).padStart(2, '0')}`;
const inText = [
	'1\n', 'bla\n', '2\n', '\n', '3\n', '4\nbla\n5\n', '6\n', '{"a":"\ufeff', '\u20ac"}\n', '\ufeff1\n', 'null\n"x"\n', '{"cmd":"NODE_other","x":1}\n', '{"cmd":5}\n', Buffer.from([0x22, 0xff, 0x80, 0x22, 10]), '[7',
];
const inBytes = [
	advanced(value(1)), advanced('ff0f00'), advanced(value(2)), advanced(''), advanced(value(3)), advanced(value(4), 'ff0f', value(5)), advanced(value(6)),
	Buffer.from('00000004ff', 'hex'), Buffer.from('0f490e', 'hex'), advanced('ff0f5f'), advanced('ff0f30', 'ff0f220178'), advanced('ff0f6f2203636d64220a4e4f44455f6f746865722201784902' + '7b02'), advanced('ff0f6f2203636d64490a7b01'),
	advanced('ff0f5303ff8041'), advanced('ff0f490e').subarray(0, 6),
];
const parts = serialization === 'advanced' ? inBytes : inText;
// How many things come of each, which is waited for; the last has no end. A line after a
// broken one is lost, a whole message comes with the next.
const outcomes = [1, 1, 1, 1, 1, 2, serialization === 'advanced' ? 2 : 1, 0, 1, 1, 2, 1, 1, 1];

if (process.argv[2] === 'child') {
	const channel = new net.Socket({ fd: 3, readable: true, writable: true });
	const write = () => {
		channel.write(parts.shift());
		if (parts.length === 0) channel.end();
	};
	process.stdin.on('data', (data) => { for (let i = 0; i < data.length; i++) write(); });
	channel.resume().on('error', () => {});
} else {
	const child = spawn('/bin/sh', ['-c', 'unset NODE_CHANNEL_FD; exec "$0" "$1" child', process.env.NODENET_CHILD || process.execPath, require.resolve('./child-process-broken-messages.js')], { stdio: ['pipe', 'inherit', 'inherit', 'ipc'], serialization });
	const more = () => {
		do child.stdin.write('.'); while (outcomes[0] === 0 && outcomes.shift() === 0);
	};
	const answer = () => {
		if (--outcomes[0] > 0) return;
		outcomes.shift();
		more();
	};
	child.stdin.on('error', () => {});
	child.on('message', (message) => { console.log('message', message); answer(); });
	child.on('internalMessage', (message) => { console.log('internal', message); answer(); });
	child.on('disconnect', () => { console.log('disconnect', child.connected); child.stdin.end(); });
	child.on('error', (err) => console.log('error', err.message));
	child.on('close', (code, signal) => console.log('close', code, signal));
	process.on('uncaughtException', (err) => { console.log('uncaught', err.name, err.code, err.message); answer(); });
	once(child, 'spawn').then(more);
}
