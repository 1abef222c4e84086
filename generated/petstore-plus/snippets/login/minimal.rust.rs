// reqwest 0.13 with the features blocking, form
use std::env;
use std::error::Error;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_username =
        env::var("PETSTORE_PLUS_USERNAME").expect("PETSTORE_PLUS_USERNAME is not set");
    let petstore_plus_password =
        env::var("PETSTORE_PLUS_PASSWORD").expect("PETSTORE_PLUS_PASSWORD is not set");

    let response = Client::new()
        .post("https://eu.petstore.example/v2/login")
        .basic_auth(&petstore_plus_username, Some(&petstore_plus_password))
        .header("Accept", "text/plain")
        .form(&[("grant_type", "client_credentials")])
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{}", response.text()?);
    Ok(())
}
