// Names that a client asks for, as a server's SNICallback gets them.
const tls = require('tls');
const { read, identity } = require('../tls/read.js');

const context = tls.createSecureContext(identity('server'));
const server = tls.createServer({
	...identity('server'),
	SNICallback(name, callback) {
		console.log('asked for', name.length, name.slice(0, 20));
		callback(null, context);
	},
}, (socket) => {
	console.log('server', String(socket.servername).slice(0, 20));
	socket.end();
});
const names = ['münchen.test', 'UPPER.test', 'under_score.test', 'with space', 'a'.repeat(255), 'a'.repeat(256), 'ü'.repeat(128), ''];
server.listen(0, '127.0.0.1', function next() {
	if (names.length === 0) {
		server.close();
		return;
	}
	const client = tls.connect({ port: server.address().port, host: '127.0.0.1', ca: read('ca.crt'), servername: names.shift(), rejectUnauthorized: false });
	let name;
	client.on('secureConnect', () => { name = client.servername; });
	client.on('close', () => {
		console.log('client', String(name).slice(0, 20));
		next();
	});
	client.resume();
});
