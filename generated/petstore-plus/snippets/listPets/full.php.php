<?php

$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');

$curl = curl_init('https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name');
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Accept: application/json',
        'X-Trace-Id: 6a1f0c3e',
        'Cookie: theme=dark',
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
print_r(json_decode($answer, true));
