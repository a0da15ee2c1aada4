'use strict';
// The classes of tls are written in the old way: they may be called, on objects of classes
// that inherit from them too.
const net = require('net');
const tls = require('tls');
const { inherits } = require('util');

function Server(options) {
	if (!(this instanceof Server)) return new Server(options);
	tls.Server.call(this, options);
}
inherits(Server, tls.Server);
const server = Server({});
console.log(server instanceof tls.Server, server.listenerCount('connection'), server.listening, typeof server.addContext);

function Socket() { tls.TLSSocket.call(this, new net.Socket()); }
inherits(Socket, tls.TLSSocket);
const socket = new Socket();
console.log(socket.encrypted, socket instanceof net.Socket, socket.getProtocol());
socket.destroy();

console.log(tls.Server({}) instanceof tls.Server, tls.createServer().constructor === tls.Server, tls.SecureContext() instanceof tls.SecureContext);
class Extended extends tls.Server {
	constructor() {
		super({});
		this.own = true;
	}
}
console.log(new Extended().own, new Extended() instanceof net.Server, Object.getPrototypeOf(tls.Server) === net.Server, Object.getPrototypeOf(tls.TLSSocket) === net.Socket);
console.log(tls.TLSSocket.length, tls.Server.length, tls.TLSSocket.name, tls.Server.name, Object.keys(tls.TLSSocket.prototype).includes('getCipher'), Object.keys(tls.Server.prototype).includes('addContext'));
try {
	new tls.TLSSocket({});
} catch (e) {
	console.log(e.name, e.message);
}
