package main

import (
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader(strings.Join([]string{
		"grant_type=" + url.QueryEscape("client_credentials"),
		"scope=" + url.QueryEscape("a:read & b:write"),
	}, "&"))
	request, err := http.NewRequest(http.MethodPost, "https://eu.petstore.example/v2/login", body)
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(env("PETSTORE_PLUS_USERNAME"), env("PETSTORE_PLUS_PASSWORD"))
	request.Header.Set("Accept", "text/plain")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		problem, _ := io.ReadAll(response.Body)
		log.Fatalf("%s: %s", response.Status, problem)
	}
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}

func env(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set", name)
	}
	return value
}
