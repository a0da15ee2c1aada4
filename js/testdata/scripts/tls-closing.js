'use strict';
// How connections end: each case for itself, in any order between the two sides.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const ca = read('ca.crt');
const cases = {
	'client ends': (client) => client.end(),
	'client ends with data': (client) => client.end('last'),
	'client destroys': (client) => client.destroy(),
	'client destroys with an error': (client) => client.destroy(new Error('mine')),
	'server ends': (client, server) => server.end(),
	'server ends with data': (client, server) => server.end(Buffer.alloc(200_000)),
	'server destroys': (client, server) => server.destroy(),
	'half-open': [(client) => client.end('question'), { allowHalfOpen: true }],
	'destroySoon': (client) => { client.write('x'); client.destroySoon(); },
	'write after end': (client) => { client.end(); client.write('x', (e) => console.log('client write', e.code)); },
	'end twice': (client) => { client.end('a'); client.end(() => console.log('client ended twice')); },
	'below is destroyed': (client, server) => server._parent.destroy(),
};

async function run(name) {
	const [act, options] = [cases[name]].flat();
	console.log('case', name);
	await new Promise((resolve) => {
		let client, other, open = 2;
		const both = () => { if (client?.secure && other) act(client, other); };
		const closed = () => { if (--open === 0) server.close(resolve); };
		const server = tls.createServer({ ...identity('server'), ...options }, (socket) => {
			other = socket;
			watch('server', socket);
			let n = 0;
			socket.on('data', (data) => { n += data.length; });
			socket.on('end', () => {
				console.log('server got', n);
				if (options?.allowHalfOpen) socket.end('answer');
			});
			both();
		});
		const watch = (who, socket) => {
			for (const event of ['end', 'finish', 'close']) socket.on(event, (...args) => {
				console.log(who, event, ...args, socket.destroyed, socket.readyState);
				if (event === 'close') closed();
			});
			socket.on('error', (e) => console.log(who, 'error', e.code, e.message));
		};
		server.listen(0, '127.0.0.1', () => {
			client = tls.connect({ port: server.address().port, host: '127.0.0.1', servername: 'localhost', ca, ...options }, () => {
				client.secure = true;
				both();
			});
			watch('client', client);
			let n = 0;
			client.on('data', (data) => { n += data.length; });
			client.on('end', () => console.log('client got', n));
		});
	});
}

(async () => {
	for (const name of Object.keys(cases)) await run(name);
})();
