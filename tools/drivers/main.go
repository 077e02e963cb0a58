// Drivers connects to one server by one of Go's usual drivers, as an app does, and prints what the server answers: a
// question in JSON on standard input. With the wrong arguments or without a connection it fails, with the driver's error.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/redis/go-redis/v9"
)

// question is what an app has of the other side of a connection.
type question struct {
	URL       string `json:"url"`
	Host      string `json:"host"`
	Port      int    `json:"port"`
	Username  string `json:"username"`
	Password  string `json:"password"`
	Database  string `json:"database"`
	Authority string `json:"authority"`
}

func main() {
	log.SetFlags(0)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var q question
	if err := json.NewDecoder(os.Stdin).Decode(&q); err != nil {
		log.Fatal(err)
	}
	ask, known := map[string]func(context.Context, question) (string, error){
		"pgx": askPostgres, "go-sql-driver": askMySQL, "amqp091-go": askAMQP, "go-redis": askRedis,
	}[os.Args[1]]
	if !known {
		log.Fatalf("no driver %s", os.Args[1])
	}
	said, err := ask(ctx, q)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(said)
}

func askPostgres(ctx context.Context, q question) (said string, err error) {
	connection, err := pgx.Connect(ctx, q.URL)
	if err != nil {
		return "", err
	}
	defer connection.Close(ctx)
	err = connection.QueryRow(ctx, "SELECT current_user::text").Scan(&said)
	return said, err
}

func askMySQL(ctx context.Context, q question) (said string, err error) {
	config := mysql.NewConfig()
	config.Net, config.Addr = "tcp", net.JoinHostPort(q.Host, strconv.Itoa(q.Port))
	config.User, config.Passwd, config.DBName = q.Username, q.Password, q.Database
	config.TLS = &tls.Config{ServerName: q.Host}
	if q.Authority != "" {
		text, err := os.ReadFile(q.Authority)
		if err != nil {
			return "", err
		}
		config.TLS.RootCAs = x509.NewCertPool()
		config.TLS.RootCAs.AppendCertsFromPEM(text)
	}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		return "", err
	}
	database := sql.OpenDB(connector)
	defer database.Close()
	err = database.QueryRowContext(ctx, "SELECT CURRENT_USER()").Scan(&said)
	return said, err
}

func askAMQP(_ context.Context, q question) (string, error) {
	connection, err := amqp.Dial(q.URL)
	if err != nil {
		return "", err
	}
	defer connection.Close()
	product, _ := connection.Properties["product"].(string)
	return product, nil
}

func askRedis(ctx context.Context, q question) (string, error) {
	options, err := redis.ParseURL(q.URL)
	if err != nil {
		return "", err
	}
	client := redis.NewClient(options)
	defer client.Close()
	return client.Ping(ctx).Result()
}
