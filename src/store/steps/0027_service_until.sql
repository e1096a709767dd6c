-- What `today` asks for the ends of service, without going through every customer.
CREATE INDEX customer_service_until ON customer (service_until) WHERE service_until IS NOT NULL;
