'use strict';
// A lookup function that answers with no address at all: it throws where it is called, and nobody
// catches that when it answers later.
const net = require('net');
const { inspect } = require('util');
process.on('uncaughtException', (err) => console.log('uncaught', err.name, err.message));

for (const answer of [[], undefined, null, 5, '', {}, { length: 1 }, [null], [{}]]) {
	const connect = (when) => {
		const c = net.connect({ port: 1, host: 'x.test', lookup: (host, options, callback) => when(() => callback(null, answer)) });
		c.on('error', (err) => console.log('error', inspect(answer), err.code, err.message));
	};
	try {
		connect((f) => f());
	} catch (err) {
		console.log('thrown', inspect(answer), err.name, err.message);
	}
	connect(setImmediate);
}
