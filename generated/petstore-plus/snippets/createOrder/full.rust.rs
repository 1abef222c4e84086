// reqwest 0.13 with the features blocking, json, query; serde_json 1
use std::env;
use std::error::Error;

use reqwest::blocking::Client;
use serde_json::{json, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_key = env::var("PETSTORE_PLUS_KEY").expect("PETSTORE_PLUS_KEY is not set");
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");

    let response = Client::new()
        .post("https://eu.petstore.example/v2/orders")
        .query(&[("api_key", &petstore_plus_key)])
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Accept", "application/json")
        .header("Idempotency-Key", "order-7")
        .json(&json!({
            "class": "first",
            "from": "2024-05-06T07:08:09Z",
            "price": "19.90",
            "weight": 2.5,
            "status": "in progress",
            "fooBar": "foo-bar",
            "foo_bar": 1,
            "petIds": [7, 8],
            "anything": {},
        }))
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{:#}", response.json::<Value>()?);
    Ok(())
}
