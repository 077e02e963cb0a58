package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// wanted is one certificate. Signed by nobody it is an authority.
type wanted struct {
	// Name of the files: `<name>.crt` and `<name>.key`.
	Name string `json:"name"`
	// By is the name of the authority that signs it, which stands before it in the list.
	By           string   `json:"by"`
	CommonName   string   `json:"commonName"`
	Organization []string `json:"organization"`
	// Hosts are DNS names and addresses of a server; a certificate without them is for a client.
	Hosts []string `json:"hosts"`
}

type issued struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// lifetime of everything: a lab lives for hours.
const lifetime = 7 * 24 * time.Hour

// certificates makes what standard input lists, into a folder that exists.
func certificates(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: kit certificates DIR < wanted.json")
	}
	var list []wanted
	if err := json.NewDecoder(os.Stdin).Decode(&list); err != nil {
		return err
	}
	made := map[string]issued{}
	for serial, one := range list {
		result, err := issue(one, int64(serial+1), made)
		if err != nil {
			return fmt.Errorf("%s: %w", one.Name, err)
		}
		made[one.Name] = result
		if err := write(filepath.Join(args[0], one.Name), result); err != nil {
			return err
		}
	}
	return nil
}

func issue(one wanted, serial int64, made map[string]issued) (issued, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return issued{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		Subject:      pkix.Name{CommonName: one.CommonName, Organization: one.Organization},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(lifetime),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	signer := issued{certificate: template, key: key}
	switch {
	case one.By == "":
		template.IsCA, template.BasicConstraintsValid = true, true
		template.KeyUsage |= x509.KeyUsageCertSign
	case len(one.Hosts) > 0:
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	default:
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	}
	if one.By != "" {
		authority, found := made[one.By]
		if !found {
			return issued{}, fmt.Errorf("there is no authority %q before it", one.By)
		}
		signer = authority
	}
	for _, host := range one.Hosts {
		if address := net.ParseIP(host); address != nil {
			template.IPAddresses = append(template.IPAddresses, address)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	content, err := x509.CreateCertificate(rand.Reader, template, signer.certificate, &key.PublicKey, signer.key)
	if err != nil {
		return issued{}, err
	}
	certificate, err := x509.ParseCertificate(content)
	return issued{certificate, key}, err
}

func write(base string, result issued) error {
	key, err := x509.MarshalPKCS8PrivateKey(result.key)
	if err != nil {
		return err
	}
	public, err := x509.MarshalPKIXPublicKey(&result.key.PublicKey)
	if err != nil {
		return err
	}
	return errors.Join(
		writePEM(base+".crt", "CERTIFICATE", result.certificate.Raw, 0o644),
		writePEM(base+".key", "PRIVATE KEY", key, 0o600),
		writePEM(base+".pub", "PUBLIC KEY", public, 0o644),
	)
}

func writePEM(file, kind string, content []byte, mode os.FileMode) error {
	return os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content}), mode)
}
