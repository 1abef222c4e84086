// reqwest 0.13 with the features blocking, json; serde_json 1
use std::env;
use std::error::Error;

use reqwest::blocking::Client;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");

    let response = Client::new()
        .get("https://eu.petstore.example/v2/categories")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Accept", "application/json")
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{:#}", response.json::<Value>()?);
    Ok(())
}
