package tls

import (
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// flags are those of the command that say which authorities count.
type flags struct{ system, openssl bool }

// usual are the authorities as the command and its environment have them.
func (m *module) usual() []*x509.Certificate {
	list := bundled()
	if m.flags.openssl && m.e.Host.Process {
		list = ofSystem()
	}
	if m.flags.system && m.e.Host.Process {
		list = append(list[:len(list):len(list)], ofSystem()...)
	}
	if more := m.extra(); len(more) > 0 {
		list = append(list[:len(list):len(list)], more...)
	}
	return list
}

// extra are the authorities of NODE_EXTRA_CA_CERTS.
func (m *module) extra() []*x509.Certificate {
	if !m.e.Host.Process {
		return nil
	}
	m.extraOnce.Do(func() {
		name := m.e.Host.Getenv("NODE_EXTRA_CA_CERTS")
		if name == "" {
			return
		}
		text, err := os.ReadFile(name)
		var number syscall.Errno
		if errors.As(err, &number) && number != syscall.EISDIR {
			fmt.Fprintf(m.e.Host.Stderr, "Warning: Ignoring extra certs from `%s`, load failed: error:%08X:system library::%s\n", name, 0x80000000|uint32(number), sentence(number.Error()))
		}
		m.extraList = certificatesIn(text)
	})
	return m.extraList
}

// sentence is the text of an error number as C has it.
func sentence(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

// ofSystem are the authorities of the system, where files have them.
var ofSystem = sync.OnceValue(func() (list []*x509.Certificate) {
	names := []string{os.Getenv("SSL_CERT_FILE")}
	if names[0] == "" {
		names = []string{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"}
	}
	dir := os.Getenv("SSL_CERT_DIR")
	if dir == "" {
		dir = "/etc/ssl/certs"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	known := map[string]bool{}
	for _, name := range append(names, files...) {
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
			continue // a pipe would have us wait for who writes to it
		}
		text, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for _, c := range certificatesIn(text) {
			if !known[string(c.Raw)] {
				known[string(c.Raw)] = true
				list = append(list, c)
			}
		}
	}
	return list
})
