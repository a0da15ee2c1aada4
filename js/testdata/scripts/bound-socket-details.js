'use strict';
// BoundSocket: every option, what is checked first, and handing it on.

const net=require('net'),os=require('os'),path=require('path'),fs=require('fs');
const t=(l,f)=>{try{console.log(l,f())}catch(e){console.log(l,e.name,e.code,e.message.replace(/:\d{5}/,':P'),Object.entries(e).filter(x=>x[0]!='code').map(x=>x[0]+'='+(x[0]=='port'&&x[1]>10000?'P':x[1])).join())}};
t('null',()=>new net.BoundSocket(null));t('arr',()=>new net.BoundSocket([]));t('fn',()=>new net.BoundSocket(()=>1));
t('hostnull',()=>new net.BoundSocket({host:null}));t('hostempty',()=>new net.BoundSocket({host:''}));
t('port null',()=>new net.BoundSocket({port:null}).address().address);
t('port str',()=>new net.BoundSocket({port:'0'}).address().address);
t('undefined path',()=>new net.BoundSocket({path:undefined}).address().address);
t('null path',()=>new net.BoundSocket({path:null}).address());
// A program of this number may have left the file behind, which nothing removes at the end.
const file=path.join(os.tmpdir(),`nn-${process.pid}-zz`),remove=()=>fs.rmSync(file,{force:true});remove();process.on('exit',remove);
t('path with undefined port',()=>new net.BoundSocket({path:file,port:undefined,host:undefined}).isPipe);
t('empty path',()=>{const b=new net.BoundSocket({path:''});return JSON.stringify([b.address(),b.isPipe])});
t('v6',()=>new net.BoundSocket({host:'::1'}).address().family);
t('zone',()=>new net.BoundSocket({host:'fe80::1%lo'}).address());
t('reuse',()=>{const a=new net.BoundSocket({host:'127.0.0.1',reusePort:true});const b=new net.BoundSocket({host:'127.0.0.1',port:a.address().port,reusePort:true});const r=a.address().port===b.address().port;a.close();b.close();return r});
t('v6only v4',()=>new net.BoundSocket({host:'127.0.0.1',ipv6Only:true}).address().address);
t('order',()=>new net.BoundSocket({host:5,port:-1,ipv6Only:1}));t('order2',()=>new net.BoundSocket({host:5,port:-1}));t('order3',()=>new net.BoundSocket({host:5,ipv6Only:1,reusePort:1}));t('order4',()=>new net.BoundSocket({port:-1,ipv6Only:1}));t('order5',()=>new net.BoundSocket({path:5,port:1}));t('order6',()=>new net.BoundSocket({host:'x',port:-1}));
const long='/tmp/'+'x'.repeat(120);
t('long',()=>new net.BoundSocket({path:long}));t('nul',()=>new net.BoundSocket({path:'/tmp/a\0b'}));t('abstract',()=>JSON.stringify(new net.BoundSocket({path:`\0nn-${process.pid}-abs`}).address()));
const p=path.join(os.tmpdir(),`nn-${process.pid}-bs`);
const b=new net.BoundSocket({path:p});t('exists',()=>fs.existsSync(p));t('again',()=>new net.BoundSocket({path:p}));
t('mode',()=>b.fd()>0);b.close();t('exists after close',()=>fs.existsSync(p));
try{fs.unlinkSync(p)}catch{}
t('without new',()=>net.BoundSocket());
t('foreign this',()=>net.BoundSocket.prototype.address.call({}));
t('isPipe foreign',()=>net.BoundSocket.prototype.isPipe);
t('transferred',()=>new net._TransferredBoundSocket());
const c=new net.BoundSocket({host:'127.0.0.1'});console.log(c instanceof net.BoundSocket,c instanceof net._TransferredBoundSocket,String(net._TransferredBoundSocket).length>0);
c[Symbol.dispose]();t('dispose twice',()=>c[Symbol.dispose]());t('isPipe after close',()=>c.isPipe);
// adopt in listen
const d=new net.BoundSocket({host:'127.0.0.1'});
const s=net.createServer();
t('listen',()=>s.listen({handle:d,backlog:5})===s);t('d after',()=>d.fd());t('d isPipe',()=>d.isPipe);t('dispose adopted',()=>d[Symbol.dispose]());
t('listening',()=>s.listening+' '+s.address().address+' '+s._connectionKey);
s.on('listening',()=>{console.log('event');s.close()});
t('closed listen',()=>net.createServer().listen(d));
t('closed sock',()=>new net.Socket({handle:d}));
const e=new net.BoundSocket({host:'127.0.0.1'});
const k=new net.Socket({handle:e});console.log(k.readyState,k.connecting,k.pending,k.localAddress,k.localPort>0,k.remoteAddress,JSON.stringify(Object.keys(k.address())),k._handle.constructor.name);
k.on('close',h=>console.log('close',h));k.on('error',e=>console.log('err',e.code,e.message));k.destroy();
