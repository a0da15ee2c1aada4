const c = require('crypto');
const show = (v) => v instanceof Uint8Array ? 'bytes ' + Buffer.from(v).toString('hex') : v !== null && typeof v === 'object' ? JSON.stringify(v, (k, x) => typeof x === 'bigint' ? x + 'n' : x) : String(v);
const t = (n, f) => { try { print(n, show(f())) } catch (e) { print(n, e.name, e.code, e.message) } };
const rsaPEM = `-----BEGIN PRIVATE KEY-----
MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCptYdXxk0ktiPu
86tmpxM7grGl2oWknRruFj01aEJKCeHJPa+B1EoCdUIJ+8y4uad0FWTiggXm4xO0
lDumOefGC0EpjM88rv9lxK6z1TpVVLCLcc805ljnvXxxEyfn3E8WNs1y+YwPAE/3
1AF/pQ6T/x6ZnsS3I0UqJV0JZ1Irj7gmgGEXoq4KX09echBjg3O1DF/phrlDoKfj
r5FvHpzSkXfMgno59O8SgKKaO0CARlpx2N7Ml7A9uHJVpT39+FTKTasdstBudLjM
IWnE5dCVTH1nT3cbf/bPZ+BEqcKsNskXrTNip3fuu90+pC4hIJ8H7K7YnuJ/Iqgj
xJDmGcS1AgMBAAECggEAD8KsOkZP+ToSDbmi4BJhipwJT/ACi8ZMTzKRBiHz0Ajp
Z0U7hJjYs7A8jQ1NlpUlPDZVa2SsVCQf+xvuCzKi9+UpLMjnIQlWbhbNK6XAeFa4
W4ba+Zxvwru58A1ZniJ7VMKLo2MR8v2yL3+IkRhcyXk+mAEi3ygfHvof0QT/oExe
WmzMdKE9JgRBIMOAzJNHakbaTpIsX742r2sVxKv/BcvMe4fgT6GsZVg1yNx026pV
vHUW9RGk9EHrJV0kkO5+N0uy8cd5lZRF375bLB+00IsOJMHbGo9ZB5YrcNw7iXfW
BJKu6CVTJUeYuNFTA5BV00FiuFVmIo7BPhpuXzlVUQKBgQDoROJ1ZrTPc6bxVFFz
4y/n82CNaH6sGjmPAoVWAFb/ZskErvfOIzTYpZ9CnURX0kTNFyY+ClO4k45xaxeY
E/4ZTYlLnO/xrCQ+LMbiM1o+qVglMFxUgGhLMGyGjXpcrBB5HVkp8kxQuDBEzh61
1wp3QE8KhKrrZETu5StgvNhHUQKBgQC7DFskRzAFdt9v12/n979nZD16xA7g16bI
OFZxJ/ptnaJPCImjSX0CDldtVv+mCa7B2I3+2v5ip1HZ1CdVzcBZTBV4FCEADIHc
naPzzjQoPapZgWOYBogLvEpqVt3ICenT63NtL4dbzqcFFC7JgV92sd8SBulQemIR
1Uc96K6WJQKBgQDOR79HvPt/8pqlYdklLvPw8Dkj3VYCyxerZvW8N3kMQuDsg+gY
7zOT5SPYKYv04w2vh4uzNcC9AG9VU2MU8UyOdEonGS4QWG2numS3qBvR4twhyx10
/sWhYVRA+41cmIPYzLPPiR014x8bPGQR4vWsizSnhsO1YsvFz0oDFDSQwQKBgGuW
b9YuHDEIbvylrnh+yFlwDuzOWMB7SjNgNFhh5mmmgfVzs7d4Ta8hEKiTofifGSXm
qcYtsKSOGUZyAS4ZasnyOWcYLOMaTpfXFLbnpJiA37sb8W1AVIBrjWIdFPQ6v4Rl
qb7j17e25drGASNmhsJ/DRARaaIgwsf/JTs22zUBAoGAcLDkSL5hisZAJ5iXU/Pz
SdZic1ofWeja6exDunVYw+WTy/PbRIR94H1e7hdLyF8Sg6lLLKpq0/3cWV0cWULj
GZTYwJquuTSyYRDd9Lg7iC+4OP9L4eyMnQnX5hC5LCj4yI201u5Ng6kuYH+Tafnu
f4fC+/kIYuTJOR45lYCJo78=
-----END PRIVATE KEY-----
`;
const ecPEM = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEINTHTpEzaZTJqY2YamqQKwr3hPmCg724bntJWxTT2d/eoAoGCCqGSM49
AwEHoUQDQgAE6EFMycfDUaW+AJH35NpSib6X20nJCU2rrtpuHcuqFsnrgB4G2gDk
o+XSdEajYmbiiHhBRWo5gPJmnZleD7WNUA==
-----END EC PRIVATE KEY-----
`;
const p=c.createPrivateKey(rsaPEM),q=c.createPublicKey(p);
const ecp=c.createPrivateKey(ecPEM),ec={privateKey:ecp,publicKey:c.createPublicKey(ecp)};
t("cs",()=>c.createSign());t("cs",()=>c.createSign("zz"));t("cs",()=>c.Sign("sha256").constructor.name);
t("s",()=>c.createSign("sha256").sign());t("s",()=>c.createSign("sha256").sign(null));t("s",()=>c.createSign("sha256").sign({}));t("s",()=>c.createSign("sha256").sign(q));t("s",()=>c.createSign("sha256").sign(5));
t("s",()=>c.createSign("sha256").update(5));t("s",()=>c.createSign("sha256").update("x").sign({key:p,padding:5}).length);t("s",()=>c.createSign("sha256").update("x").sign({key:p,padding:"x"}).length);t("s",()=>c.createSign("sha256").update("x").sign({key:p,padding:6,saltLength:"x"}).length);t("s",()=>c.createSign("sha256").update("x").sign({key:p,padding:6,saltLength:1000}).length);t("s",()=>c.createSign("sha256").update("x").sign({key:p,padding:6,saltLength:-5}).length);
t("s",()=>c.createSign("sha256").sign({key:p,dsaEncoding:"zz"}));
t("twice",()=>{const s=c.createSign("sha256");s.update("a");s.sign(p);s.sign(p)});t("twice",()=>{const s=c.createSign("sha256");s.update("a");s.sign(p);s.update("p")});
t("v",()=>c.createVerify("sha256").update("x").verify(q));t("v",()=>c.createVerify("sha256").update("x").verify(q,5));t("v",()=>c.createVerify("sha256").update("x").verify(q,"00","hex"));t("v",()=>c.createVerify("sha256").update("x").verify(p,Buffer.alloc(0)));t("v",()=>c.createVerify("sha256").update("x").verify(undefined,Buffer.alloc(0)));
t("os",()=>c.sign("sha256","x",p));t("os",()=>c.sign("sha256",Buffer.from("x"),p).length);t("os",()=>c.sign("zz",Buffer.from("x"),p).length);t("os",()=>c.sign(5,Buffer.from("x"),p).length);t("os",()=>c.sign(null,Buffer.from("x"),p));t("os",()=>c.sign(undefined,Buffer.from("x"),p).length);t("os",()=>c.sign("sha1",Buffer.from("x")));t("os",()=>c.sign("sha1",Buffer.from("x"),p,5));t("os",()=>c.sign("sha1",5,p));
t("ov",()=>c.verify("sha1",Buffer.from("x"),q,"x"));t("ov",()=>c.verify("sha1",Buffer.from("x"),q,Buffer.alloc(3)));t("ov",()=>c.verify("sha1",Buffer.from("x"),p,Buffer.alloc(3)));
for (const h of ['md5','sha1','sha224','sha256','sha384','sha512','sha512-256','sha512-224','ripemd160','sha3-256','RSA-SHA256','sha3-512']) { t(h,()=>c.createSign(h).update('abc').sign(p,'hex').slice(0,60)); t(h,()=>c.verify(h,'abc',q,c.sign(h,'abc',p))); t('pss '+h,()=>c.verify(h,'abc',{key:q,padding:6},c.sign(h,'abc',{key:p,padding:6})));t('ec '+h,()=>c.verify(h,'abc',ec.publicKey,c.sign(h,'abc',ec.privateKey))); t('pss0 '+h,()=>c.sign(h,'abc',{key:p,padding:6,saltLength:0},).toString('hex').slice(0,60)); }
for (const s of [-1,-2,-3,-4,0,10,32,200,222,223]) for (const v of [undefined,-1,-2,0,10,32]) t('salt '+s+' '+v,()=>c.verify('sha256','abc',{key:q,padding:6,saltLength:v},c.sign('sha256','abc',{key:p,padding:6,saltLength:s})));
const ed={privateKey:c.createPrivateKey({key:Buffer.alloc(32,1),format:"raw-private",asymmetricKeyType:"ed25519"})};ed.publicKey=c.createPublicKey(ed.privateKey);t("ed",()=>c.sign(null,Buffer.from("x"),ed.privateKey));t("ed",()=>c.sign("sha256",Buffer.from("x"),ed.privateKey).length);t("ed",()=>c.createSign("sha256").update("x").sign(ed.privateKey));t("ed",()=>c.verify(null,'x',ed.publicKey,c.sign(null,'x',ed.privateKey)));t("ed",()=>c.verify('sha1','x',ed.publicKey,c.sign(null,'x',ed.privateKey)));
const x={privateKey:c.createPrivateKey({key:Buffer.alloc(32,1),format:"raw-private",asymmetricKeyType:"x25519"})};t("x",()=>c.sign(null,Buffer.from("x"),x.privateKey).length);t("x",()=>c.createSign("sha256").update("x").sign(x.privateKey).length);
t("ec",()=>c.sign("sha256",Buffer.from("x"),{key:ec.privateKey,dsaEncoding:"ieee-p1363"}).length);t("ec",()=>c.sign(null,Buffer.from("x"),ec.privateKey).length>0);t("ec",()=>c.sign("sha256",Buffer.from("x"),{key:ec.privateKey,padding:6}).length>60);
t("ec",()=>c.verify("sha256",Buffer.from("x"),{key:ec.publicKey,dsaEncoding:"ieee-p1363"},Buffer.alloc(5)));t("ec",()=>c.verify("sha256",Buffer.from("x"),{key:ec.publicKey,dsaEncoding:"ieee-p1363"},c.sign("sha256",Buffer.from("x"),{key:ec.privateKey,dsaEncoding:"ieee-p1363"})));
t("pe",()=>c.publicEncrypt(q,Buffer.alloc(300)));t("pe",()=>c.publicEncrypt(q,"x").length);t("pe",()=>c.publicEncrypt(q).length);t("pe",()=>c.publicEncrypt({key:q,oaepHash:"zz"},"x").length);t("pe",()=>c.publicEncrypt({key:q,oaepHash:5},"x").length);t("pe",()=>c.publicEncrypt({key:q,oaepLabel:5},"x").length);t("pe",()=>c.publicEncrypt({key:q,padding:9},"x").length);t("pe",()=>c.publicEncrypt({key:q,padding:3},"x").length);t("pe",()=>c.publicEncrypt(ec.publicKey,"x").length);t("pe",()=>c.publicEncrypt(ed.publicKey,"x").length);
t("pd",()=>c.privateDecrypt(p,Buffer.alloc(256)));t("pd",()=>c.privateDecrypt(p,Buffer.alloc(5)));t("pd",()=>c.privateDecrypt({key:p,padding:1},Buffer.alloc(256,1)));t("pd",()=>c.privateDecrypt({key:p,padding:1},Buffer.alloc(256,2)));t("pd",()=>c.privateDecrypt({key:p,padding:1},Buffer.alloc(5,2)));t("pd",()=>c.privateDecrypt({key:p,padding:1},Buffer.alloc(256,255)));t("pd",()=>c.privateDecrypt({key:p,padding:1},Buffer.alloc(300,2)));t("pd",()=>c.privateDecrypt(q,Buffer.alloc(5)));
for (const o of [{},{padding:1},{padding:4,oaepHash:'sha256'},{oaepHash:'sha512',oaepLabel:Buffer.from('l')},{padding:3}]) t('rt '+JSON.stringify(o),()=>c.privateDecrypt({key:p,...o},c.publicEncrypt({key:q,...o},o.padding===3?Buffer.alloc(256,7):'hello')).toString().slice(0,10));
t("pre",()=>c.privateEncrypt(p,Buffer.alloc(300)));t("pre",()=>c.privateEncrypt(p,"x").toString('hex'));t("pre",()=>c.publicDecrypt(q,c.privateEncrypt(p,"x"))+"");t("pud",()=>c.publicDecrypt(q,Buffer.alloc(256)));t("pud",()=>c.publicDecrypt(p,c.privateEncrypt(p,"xy"))+"");t("pre",()=>c.privateEncrypt({key:p,padding:4},"x"));t("pre",()=>c.privateEncrypt({key:p,padding:3},Buffer.alloc(256,1)).toString('hex').slice(0,50));t("pud",()=>c.publicDecrypt({key:q,padding:4},Buffer.alloc(256)));
t("pe enc",()=>c.publicEncrypt({key:q,encoding:"hex"},"zz").length);
c.sign('sha1', 'x', p, (e, r) => { print('sign', e, r.length); c.verify('sha1', 'x', p, 'x', (e, r) => { print('verify', e, r); c.sign('sha1', 'x', x.privateKey, (e, r) => print('sign', e.code, r)) }) });
