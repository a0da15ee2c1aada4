package engine

import (
	"os"
	"strconv"
	"sync"
)

// pool does work on goroutines, a few at a time. It is the process's, as libuv's threads
// are: what computes for one runtime keeps another's waiting.
type pool struct {
	mu      sync.Mutex
	most    int
	running int
	waiting []func()
}

var threads = &pool{most: poolSize(os.Getenv("UV_THREADPOOL_SIZE"))}

// poolSize is how many threads libuv would have.
func poolSize(text string) int {
	const usual, most = 4, 1024
	if text == "" {
		return usual
	}
	n, _ := strconv.Atoi(text)
	return min(max(n, 1), most)
}

func (p *pool) do(work func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running < p.most {
		p.running++
		go p.run(work)
		return
	}
	p.waiting = append(p.waiting, work)
}

func (p *pool) run(work func()) {
	defer p.next() // also when work calls runtime.Goexit
	work()
}

// next begins with what has waited longest.
func (p *pool) next() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) == 0 {
		p.running--
		p.waiting = nil
		return
	}
	work := p.waiting[0]
	p.waiting[0] = nil
	p.waiting = p.waiting[1:]
	go p.run(work)
}
