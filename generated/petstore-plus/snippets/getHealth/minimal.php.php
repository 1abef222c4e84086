<?php

$curl = curl_init('https://eu.petstore.example/v2/health');
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => [
        'Accept: text/plain',
    ],
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $answer, PHP_EOL;
