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
	body := strings.NewReader(`{
  "class": "first",
  "from": "2024-05-06T07:08:09Z",
  "price": "19.90",
  "weight": 2.5,
  "status": "in progress",
  "fooBar": "foo-bar",
  "foo_bar": 1,
  "petIds": [
    7,
    8
  ],
  "anything": {}
}`)
	request, err := http.NewRequest(http.MethodPost, "https://eu.petstore.example/v2/orders?api_key="+url.QueryEscape(env("PETSTORE_PLUS_KEY")), body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+env("PETSTORE_PLUS_TOKEN"))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Idempotency-Key", "order-7")

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
