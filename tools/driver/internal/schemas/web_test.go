package schemas

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

func TestFilesAreDownloaded(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, request *http.Request) {
		switch request.URL.Path {
		case "/":
			http.Redirect(out, request, "http://127.0.0.1:1/", http.StatusFound) // where the front page leads does not matter
		case "/a.yaml":
			_, _ = out.Write([]byte("content"))
		default:
			http.NotFound(out, request)
		}
	}))
	defer server.Close()
	web := newWeb()
	if content, err := web.get(server.URL + "/a.yaml"); err != nil || string(content) != "content" {
		t.Errorf("%q %v", content, err)
	}
	if _, err := web.get(server.URL + "/b.yaml"); err == nil || !strings.HasSuffix(err.Error(), "answers 404 Not Found") {
		t.Error(err)
	}
}

func TestAHostThatFailedIsNotAskedAgain(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		connection, _, err := http.NewResponseController(out).Hijack()
		if err == nil {
			connection.Close()
		}
	}))
	defer server.Close()
	web := newWeb()
	for range 100 {
		if _, err := web.get(server.URL + "/a.yaml"); err == nil || !strings.Contains(err.Error(), "cannot be reached") {
			t.Fatal(err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}
