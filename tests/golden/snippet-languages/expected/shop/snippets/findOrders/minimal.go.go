package main

import (
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
)

func main() {
	request, err := http.NewRequest(http.MethodGet, "https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign="+url.QueryEscape(env("SHOP_SIGN")), nil)
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(env("SHOP_LOGIN_USERNAME"), env("SHOP_LOGIN_PASSWORD"))
	request.Header.Set("Accept", "text/csv")

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
