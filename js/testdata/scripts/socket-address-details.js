'use strict';
// SocketAddress and BlockList: order of checks, families, inspect and JSON.

const net=require('net');
const l=new net.BlockList();l.addAddress('1.2.3.4');l.addAddress('::1','ipv6');
for(const f of ['ipv4','IPV4','ipv5','','ipv6','IPv6'])console.log(f,l.check('1.2.3.4',f),l.check('::1',f),l.check('::ffff:1.2.3.4',f));
const t=f=>{try{console.log(String(f),f())}catch(e){console.log(String(f),e.name,e.code,e.message)}};
t(()=>l.addAddress('1.2.3.4','FOO'));
t(()=>new net.SocketAddress({family:'FOO',address:1,port:-1,flowlabel:-1}));
t(()=>new net.SocketAddress({address:1,port:-1,flowlabel:-1}));
t(()=>new net.SocketAddress({address:'x',port:-1,flowlabel:-1}));
t(()=>new net.SocketAddress({address:'x',port:1,flowlabel:-1}));
t(()=>new net.SocketAddress({address:null}));t(()=>new net.SocketAddress({family:null}));t(()=>new net.SocketAddress({port:null}));t(()=>new net.SocketAddress({flowlabel:null}));
t(()=>new net.SocketAddress([]));t(()=>new net.SocketAddress(()=>1));
t(()=>new net.SocketAddress({flowlabel:1.5}));
t(()=>l.fromJSON(null));t(()=>l.check());t(()=>l.check('x',5));t(()=>l.addRange('1.1.1.1','2.2.2.2',null));
t(()=>net.SocketAddress.parse('[fe80::1%25lo]:80'));t(()=>net.SocketAddress.parse('user@1.2.3.4:81'));t(()=>net.SocketAddress.parse('1.2.3.4:81'));
t(()=>net.SocketAddress.isSocketAddress(net.SocketAddress.prototype));t(()=>net.SocketAddress.isSocketAddress());
class L extends net.BlockList{};console.log(new L(),require('util').inspect(new L(),{depth:-1}),net.BlockList.isBlockList(new L()));
class A extends net.SocketAddress{};console.log(new A());
const big=new net.BlockList();for(let i=0;i<10;i++)big.addSubnet('10.'+i+'.0.0',16);console.log(big,{big},[big]);
console.log(require('util').inspect(big,{compact:false,depth:0}),require('util').inspect({big},{depth:0}));
