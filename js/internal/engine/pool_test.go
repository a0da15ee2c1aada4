package engine

import (
	"runtime"
	"slices"
	"sync"
	"testing"
)

func TestPoolDoesSomeAtOnce(t *testing.T) {
	const all = 20
	p := &pool{most: 3}
	var mu sync.Mutex
	var begun []int
	now, atOnce := 0, 0
	started, proceed, done := make(chan int, all), make(chan struct{}), sync.WaitGroup{}
	done.Add(all)
	for i := range all {
		p.do(func() {
			defer done.Done()
			mu.Lock()
			begun = append(begun, i)
			now++
			atOnce = max(atOnce, now)
			mu.Unlock()
			started <- i
			<-proceed
			mu.Lock()
			now--
			mu.Unlock()
			if i%2 == 0 {
				runtime.Goexit() // others go on
			}
		})
	}
	for range p.most {
		<-started
	}
	close(proceed)
	done.Wait()
	if atOnce != p.most {
		t.Errorf("%d were done at once, of at most %d", atOnce, p.most)
	}
	if slices.Sort(begun); len(begun) != all || begun[all-1] != all-1 {
		t.Errorf("begun: %v", begun)
	}
}

func TestPoolBeginsInOrder(t *testing.T) {
	p := &pool{most: 1}
	var begun []int
	done := make(chan struct{})
	for i := range 50 {
		p.do(func() {
			if begun = append(begun, i); i == 49 {
				close(done)
			}
		})
	}
	<-done
	if !slices.IsSorted(begun) || len(begun) != 50 {
		t.Errorf("begun: %v", begun)
	}
}

func TestPoolSize(t *testing.T) {
	for text, want := range map[string]int{"": 4, "1": 1, "0": 1, "-3": 1, "8": 8, "5000": 1024, "many": 1} {
		if got := poolSize(text); got != want {
			t.Errorf("UV_THREADPOOL_SIZE=%q: %d, not %d", text, got, want)
		}
	}
}
