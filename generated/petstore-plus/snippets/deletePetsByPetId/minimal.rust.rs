// reqwest 0.13 with the features blocking
use std::env;
use std::error::Error;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");

    let response = Client::new()
        .delete("https://eu.petstore.example/v2/pets/7")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{status}");
    Ok(())
}
