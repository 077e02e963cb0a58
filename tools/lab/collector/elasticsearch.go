package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/config/confighttp"
	"go.opentelemetry.io/collector/config/configopaque"
	"go.opentelemetry.io/collector/config/configoptional"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/exporterhelper"
	"go.opentelemetry.io/collector/pdata/plog"
)

// config has the keys of the exporter elasticsearch that the configuration of logs uses; another key is refused.
// https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.148.0/exporter/elasticsearchexporter/config.go
type config struct {
	confighttp.ClientConfig `mapstructure:",squash"`
	Queue                   configoptional.Optional[exporterhelper.QueueBatchConfig] `mapstructure:"sending_queue"`
	User                    string                                                   `mapstructure:"user"`
	Password                configopaque.String                                      `mapstructure:"password"`
	Mapping                 struct {
		Mode string `mapstructure:"mode"`
	} `mapstructure:"mapping"`
}

// elasticsearch stands in for upstream's exporter, whose module cannot be had here. Like that one it sends by the bulk
// API, tries three times, and then gives the batch up: `exporterhelper` does not try again, because upstream's does not
// ask it to (exporterhelperOptions in factory.go). Its queue is upstream's, which the exporters share.
func elasticsearch() exporter.Factory {
	return exporter.NewFactory(component.MustNewType("elasticsearch"), func() component.Config {
		return &config{
			ClientConfig: confighttp.NewDefaultClientConfig(),
			Queue:        configoptional.Some(exporterhelper.NewDefaultQueueConfig()),
		}
	}, exporter.WithLogs(newLogs, component.StabilityLevelDevelopment))
}

func newLogs(ctx context.Context, settings exporter.Settings, given component.Config) (exporter.Logs, error) {
	one := &bulk{config: given.(*config), telemetry: settings.TelemetrySettings}
	return exporterhelper.NewLogs(ctx, settings, given, one.push,
		exporterhelper.WithStart(one.start),
		exporterhelper.WithTimeout(exporterhelper.TimeoutConfig{Timeout: 0}),
		exporterhelper.WithQueue(one.config.Queue))
}

type bulk struct {
	config    *config
	telemetry component.TelemetrySettings
	client    *http.Client
}

func (one *bulk) start(ctx context.Context, host component.Host) (err error) {
	one.client, err = one.config.ToClient(ctx, host.GetExtensions(), one.telemetry)
	return err
}

func (one *bulk) push(ctx context.Context, logs plog.Logs) error {
	body, err := documents(logs)
	if err != nil {
		return err
	}
	for wait := range 3 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(wait) * 100 * time.Millisecond):
		}
		if err = one.send(ctx, body); err == nil {
			return nil
		}
	}
	return err
}

func (one *bulk) send(ctx context.Context, body []byte) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, one.config.Endpoint+"/_bulk", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-ndjson")
	request.SetBasicAuth(one.config.User, string(one.config.Password))
	answer, err := one.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("Elasticsearch answers %d", answer.StatusCode)
	}
	return nil
}

// documents is the body of a bulk request: an action and a document for each record, with all that the record has.
func documents(logs plog.Logs) ([]byte, error) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	for _, resource := range logs.ResourceLogs().All() {
		attributes := resource.Resource().Attributes().AsRaw()
		index := fmt.Sprintf("logs-%v.otel-default", attributes["data_stream.dataset"])
		for _, scope := range resource.ScopeLogs().All() {
			for _, record := range scope.LogRecords().All() {
				action := map[string]any{"create": map[string]any{"_index": index}}
				document := map[string]any{
					"@timestamp": record.Timestamp().AsTime(),
					"body":       map[string]any{"text": record.Body().AsString()},
					"attributes": record.Attributes().AsRaw(),
					"resource":   map[string]any{"attributes": attributes},
				}
				if err := errors.Join(encoder.Encode(action), encoder.Encode(document)); err != nil {
					return nil, err
				}
			}
		}
	}
	return body.Bytes(), nil
}
