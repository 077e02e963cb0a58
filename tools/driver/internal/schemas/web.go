package schemas

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// web downloads files. A host that could not be reached once is not asked again: without a network, hundreds of files
// must not take hundreds of time-outs.
type web struct {
	client *http.Client
	mutex  sync.Mutex
	// hosts maps a host that was tried to what stood in the way; nil: nothing.
	hosts map[string]error
}

func newWeb() *web {
	transport := http.DefaultTransport.(*http.Transport).Clone() // keeps HTTPS_PROXY and the like
	transport.DialContext = (&net.Dialer{Timeout: 3 * time.Second}).DialContext
	transport.TLSHandshakeTimeout = 5 * time.Second
	transport.ResponseHeaderTimeout = 10 * time.Second
	return &web{client: &http.Client{Transport: transport, Timeout: time.Minute}, hosts: map[string]error{}}
}

// largest is more than any file of definitions has.
const largest = 32 << 20

func (w *web) get(address string) ([]byte, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	if err := w.reach(parsed); err != nil {
		return nil, fmt.Errorf("%s cannot be reached: %w", parsed.Host, err)
	}
	response, err := w.client.Get(address)
	if err != nil {
		w.mutex.Lock()
		defer w.mutex.Unlock()
		w.hosts[parsed.Host] = cause(err)
		return nil, fmt.Errorf("%s cannot be reached: %w", parsed.Host, cause(err))
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answers %s", address, response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, largest))
}

// reach tries a host once, by asking for its front page; all others wait for the outcome.
func (w *web) reach(address *url.URL) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if outcome, tried := w.hosts[address.Host]; tried {
		return outcome
	}
	request, err := http.NewRequest(http.MethodHead, address.Scheme+"://"+address.Host+"/", nil)
	if err != nil {
		return err
	}
	response, err := w.client.Transport.RoundTrip(request) // not the client: where it redirects to does not matter
	if err == nil {
		err = response.Body.Close()
	}
	w.hosts[address.Host] = cause(err)
	return cause(err)
}

// cause leaves out which request failed.
func cause(err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		return outer.Err
	}
	return err
}
